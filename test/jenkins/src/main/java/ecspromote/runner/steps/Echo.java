package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Writes a line into the log. */
public final class Echo implements Step {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<String> arguments() {
        return List.of("message");
    }

    @Override
    public List<String> required() {
        return List.of("message");
    }

    @Override
    public String soleArgument() {
        return "message";
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        build.log(String.valueOf(arguments.get("message")));
        return null;
    }
}
