package ecspromote.runner.declarative;

import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** {@code parameters}: what a build has that was started without them. Extensible Choice has no name there, and is refused. */
final class Parameters {
    private Parameters() {}

    static Map<String, String> defaults(MethodCallExpression section, Source source) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (section == null) {
            return defaults;
        }
        for (MethodCallExpression parameter : Source.calls(Source.block(section), "parameters")) {
            Map<String, Expression> said = named(parameter);
            Expression value = switch (parameter.getMethodAsString()) {
                case "string", "text", "booleanParam" -> said.get("defaultValue");
                case "choice" -> ((ListExpression) said.get("choices")).getExpression(0);
                default -> throw Source.refused(parameter, "Invalid parameter type \"" + parameter.getMethodAsString() + "\"");
            };
            defaults.put(said.get("name").getText(), value == null ? "" : value.getText());
        }
        return defaults;
    }

    private static Map<String, Expression> named(MethodCallExpression call) {
        Map<String, Expression> named = new LinkedHashMap<>();
        if (Source.arguments(call).get(0) instanceof MapExpression map) {
            for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                named.put(entry.getKeyExpression().getText(), entry.getValueExpression());
            }
        }
        return named;
    }
}
