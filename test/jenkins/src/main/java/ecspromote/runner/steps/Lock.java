package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Lockable Resources: one build at a time. */
public final class Lock implements Step {
    @Override
    public String name() {
        return "lock";
    }

    @Override
    public List<String> arguments() {
        return List.of("resource", "inversePrecedence", "label", "quantity");
    }

    @Override
    public List<String> required() {
        return List.of("resource");
    }

    @Override
    public String soleArgument() {
        return "resource";
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
    public String plugin() {
        return "lockable-resources";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        String resource = arguments.text("resource");
        build.jenkins().waitForLock();
        build.event("lock " + resource + (arguments.isTrue("inversePrecedence") ? ", the newest first" : ""));
        return Body.of(arguments.body(), place, (outcome, ended) -> {
            ended.event("unlock " + resource);
            return outcome.replay();
        });
    }
}
