package ecspromote.runner;

import groovy.lang.Closure;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step as the pipeline called it. Groovy's forms are the three that Jenkins takes: {@code step()}, {@code step(value)} and
 * {@code step(name: value, …)}, each with or without a block.
 *
 * @param value of {@code step(value)}; the step knows which argument that is
 * @param body null without a block
 */
public record StepCall(String step, Map<String, Object> named, List<Object> value, Closure<?> body) implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("unchecked")
    public static StepCall of(String step, Object arguments) {
        Object[] given = arguments instanceof Object[] array ? array : new Object[] {arguments};
        Closure<?> body = given.length > 0 && given[given.length - 1] instanceof Closure<?> last ? last : null;
        Object[] rest = body == null ? given : Arrays.copyOf(given, given.length - 1);
        if (rest.length > 1) {
            throw new IllegalArgumentException("Expected named arguments but got " + Arrays.asList(rest));
        }
        if (rest.length == 1 && rest[0] instanceof Map<?, ?> map) {
            return new StepCall(step, new LinkedHashMap<>((Map<String, Object>) map), List.of(), body);
        }
        return new StepCall(step, Map.of(), rest.length == 0 ? List.of() : Arrays.asList(rest), body);
    }
}
