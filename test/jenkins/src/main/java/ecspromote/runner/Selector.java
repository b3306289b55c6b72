package ecspromote.runner;

import java.io.Serializable;
import java.util.Set;

/** Which build Copy Artifact takes: {@code lastSuccessful()} or {@code specific('90')}. Not a step: Jenkins makes it at once. */
public record Selector(String kind, String value) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Set<String> SYMBOLS = Set.of("lastSuccessful", "specific");

    static boolean isSymbol(String name) {
        return SYMBOLS.contains(name);
    }

    static Selector of(String kind, Object[] arguments) {
        String value = arguments.length == 0 ? null : arguments[0].toString();
        if (kind.equals("specific") && !(value != null && value.matches("\\d+"))) {
            // Jenkins takes anything else for a display name and goes through all builds.
            throw Build.violation("specific() must be given a number, not '" + value + "'");
        }
        return new Selector(kind, value);
    }
}
