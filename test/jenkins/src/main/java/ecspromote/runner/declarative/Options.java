package ecspromote.runner.declarative;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Of the whole pipeline. Those that change nothing in one build are taken and mean nothing. */
record Options(boolean skipsCheckout, String timeout) {
    private static final Set<String> WITHOUT_MEANING_HERE = Set.of("buildDiscarder", "disableConcurrentBuilds", "timestamps");

    static Options of(MethodCallExpression section, Source source) {
        boolean skips = false;
        String timeout = null;
        List<MethodCallExpression> said = section == null ? List.of() : Source.calls(Source.block(section), "options");
        for (MethodCallExpression option : said) {
            String name = option.getMethodAsString();
            if (name.equals("skipDefaultCheckout")) {
                skips = true;
            } else if (name.equals("timeout")) {
                timeout = source.text(option);
            } else if (!WITHOUT_MEANING_HERE.contains(name)) {
                throw Source.refused(option, "Invalid option type \"" + name + "\"");
            }
        }
        return new Options(skips, timeout);
    }

    String around(String body) {
        return timeout == null ? body : timeout + " {\n" + body + "}\n";
    }
}
