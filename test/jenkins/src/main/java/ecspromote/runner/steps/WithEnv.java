package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables, taken as they are. */
public final class WithEnv implements Step {
    @Override
    public String name() {
        return "withEnv";
    }

    @Override
    public List<String> arguments() {
        return List.of("overrides");
    }

    @Override
    public List<String> required() {
        return List.of("overrides");
    }

    @Override
    public String soleArgument() {
        return "overrides";
    }

    @Override
    public boolean isBlock() {
        return true;
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Map<String, String> more = new LinkedHashMap<>();
        for (String pair : arguments.texts("overrides")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(pair);
            }
            more.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Body.of(arguments.body(), place.with(more));
    }
}
