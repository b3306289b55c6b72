package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends what takes longer. */
public final class Timeout implements Step {
    @Override
    public String name() {
        return "timeout";
    }

    @Override
    public List<String> arguments() {
        return List.of("time", "unit", "activity");
    }

    @Override
    public List<String> required() {
        return List.of("time");
    }

    @Override
    public String soleArgument() {
        return "time";
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
        TimeUnit unit = TimeUnit.valueOf(String.valueOf(arguments.get("unit") == null ? "MINUTES" : arguments.get("unit")));
        return Body.of(arguments.body(), place.until(build.jenkins().nanoTime() + unit.toNanos(arguments.number("time", 1))));
    }
}
