package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Names a part of the pipeline. */
public final class Stage implements Step {
    @Override
    public String name() {
        return "stage";
    }

    @Override
    public List<String> arguments() {
        return List.of("name");
    }

    @Override
    public List<String> required() {
        return List.of("name");
    }

    @Override
    public String soleArgument() {
        return "name";
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
        build.log("[stage] " + arguments.text("name"));
        return Body.of(arguments.body(), place);
    }
}
