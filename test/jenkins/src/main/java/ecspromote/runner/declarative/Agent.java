package ecspromote.runner.declarative;

import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/**
 * Where something runs: {@code none}, {@code any} or {@code { label 'x' }}. On an agent the source is checked out first, unless the
 * options say otherwise.
 *
 * @param node the call of {@code node}; null for none
 */
record Agent(String node) {
    static Agent of(MethodCallExpression call, Source source) {
        if (call == null) {
            return new Agent(null);
        }
        Expression said = Source.arguments(call).get(0);
        if (said instanceof ClosureExpression closure) {
            MethodCallExpression label = Source.calls(closure, "agent").get(0);
            if (!"label".equals(label.getMethodAsString())) {
                throw Source.refused(label, "No agent type " + label.getMethodAsString() + " here: none, any, or label");
            }
            return new Agent("node(" + Declarative.soleText(label, source) + ")");
        }
        return switch (said.getText()) {
            case "none" -> new Agent(null);
            case "any" -> new Agent("node");
            default -> throw Source.refused(call, "No agent type " + said.getText() + " here: none, any, or label");
        };
    }

    String around(String body, Options options) {
        return node == null ? body : node + " {\n" + (options.skipsCheckout() ? "" : "checkout scm\n") + body + "}\n";
    }
}
