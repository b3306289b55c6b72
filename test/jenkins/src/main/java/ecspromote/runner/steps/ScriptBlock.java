package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;

/** Scripted code within a Declarative pipeline. */
public final class ScriptBlock implements Step {
    @Override
    public String name() {
        return "script";
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
    public Object run(Arguments arguments, Place place, Build build) {
        return Body.of(arguments.body(), place);
    }
}
