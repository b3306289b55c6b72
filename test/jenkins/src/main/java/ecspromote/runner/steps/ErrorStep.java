package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Ends the build with a message, without a stack trace. */
public final class ErrorStep implements Step {
    @Override
    public String name() {
        return "error";
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
        throw new AbortException(arguments.text("message"));
    }
}
