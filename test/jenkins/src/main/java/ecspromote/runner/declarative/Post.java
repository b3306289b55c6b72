package ecspromote.runner.declarative;

import static ecspromote.runner.declarative.Source.block;
import static ecspromote.runner.declarative.Source.calls;

import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** {@code post}: what is done afterwards, depending on how it went. Jenkins' order, whatever the order in the file. */
final class Post {
    private static final Map<String, String> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put("always", "true");
        CONDITIONS.put("aborted", "currentBuild.currentResult == 'ABORTED'");
        CONDITIONS.put("failure", "currentBuild.currentResult == 'FAILURE'");
        CONDITIONS.put("success", "currentBuild.currentResult == 'SUCCESS'");
        CONDITIONS.put("unstable", "currentBuild.currentResult == 'UNSTABLE'");
        CONDITIONS.put("unsuccessful", "currentBuild.currentResult != 'SUCCESS'");
        CONDITIONS.put("cleanup", "true");
    }

    private Post() {}

    static String around(String body, MethodCallExpression section, Source source) {
        if (section == null) {
            return body;
        }
        Map<String, MethodCallExpression> said = Declarative.sections(block(section), "post", CONDITIONS.keySet(), source);
        StringBuilder after = new StringBuilder();
        CONDITIONS.forEach((name, condition) -> {
            if (said.containsKey(name) && !calls(block(said.get(name)), name).isEmpty()) {
                after.append("if (").append(condition).append(") {\n").append(source.body(block(said.get(name)))).append("\n}\n");
            }
        });
        return "try {\n" + body + "} catch (Throwable thrown) {\n"
                + "currentBuild.result = thrown instanceof InterruptedException ? 'ABORTED' : 'FAILURE'\nthrow thrown\n} finally {\n" + after + "}\n";
    }
}
