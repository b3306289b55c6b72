package ecspromote.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** {@code environment { NAME = 'value' }}. */
final class Environment {
    private Environment() {}

    static String around(String body, MethodCallExpression section, Source source) {
        if (section == null) {
            return body;
        }
        List<String> pairs = new ArrayList<>();
        for (Statement statement : Source.statements(Source.block(section))) {
            if (!(Source.expression(statement) instanceof BinaryExpression assignment)
                    || assignment.getRightExpression() instanceof MethodCallExpression) {
                throw Source.refused(statement, "Environment variables here are assignments of values");
            }
            pairs.add("\"" + assignment.getLeftExpression().getText() + "=\" + " + source.text(assignment.getRightExpression()));
        }
        return "withEnv([" + String.join(", ", pairs) + "]) {\n" + body + "}\n";
    }
}
