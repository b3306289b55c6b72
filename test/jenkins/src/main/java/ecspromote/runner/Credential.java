package ecspromote.runner;

import java.io.Serializable;
import java.util.Map;

/** A secret text that a build may use: {@code string(credentialsId: 'slack', variable: 'SLACK_WEBHOOK')}. Not a step, as {@link Selector} is none. */
public record Credential(String id, String variable) implements Serializable {
    private static final long serialVersionUID = 1;

    static boolean isSymbol(String name) {
        return name.equals("string");
    }

    static Credential of(Object[] arguments) {
        Map<?, ?> named = (Map<?, ?>) arguments[0];
        return new Credential(named.get("credentialsId").toString(), named.get("variable").toString());
    }
}
