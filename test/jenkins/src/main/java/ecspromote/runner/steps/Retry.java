package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import groovy.lang.Closure;
import java.util.List;

/** Runs its body again when it fails. */
public final class Retry implements Step {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public List<String> arguments() {
        return List.of("count");
    }

    @Override
    public List<String> required() {
        return List.of("count");
    }

    @Override
    public String soleArgument() {
        return "count";
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
        return attempt(arguments.number("count", 1), arguments.body(), place);
    }

    private static Body attempt(int left, Closure<?> body, Place place) {
        return Body.of(body, place, (outcome, build) ->
                outcome.getAbnormal() instanceof Exception && left > 1 ? attempt(left - 1, body, place) : outcome.replay());
    }
}
