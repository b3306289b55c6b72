package ecspromote.runner;

import java.io.Serializable;
import java.util.Map;

/**
 * A value for a parameter of another job: {@code string(name: 'ENVIRONMENT', value: 'beta')}. The same word makes a {@link Credential};
 * Jenkins tells them apart by where they stand, and this by what they say.
 */
public record StringParameter(String name, String value) implements Serializable {
    private static final long serialVersionUID = 1;

    static boolean isOne(String symbol, Object[] arguments) {
        return symbol.equals("string") && arguments.length == 1 && arguments[0] instanceof Map<?, ?> named && named.containsKey("value");
    }

    static StringParameter of(Object[] arguments) {
        Map<?, ?> named = (Map<?, ?>) arguments[0];
        return new StringParameter(named.get("name").toString(), named.get("value").toString());
    }
}
