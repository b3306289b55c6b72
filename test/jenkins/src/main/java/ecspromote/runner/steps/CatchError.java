package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Goes on after a failure, and marks the build. */
public final class CatchError implements Step {
    @Override
    public String name() {
        return "catchError";
    }

    @Override
    public List<String> arguments() {
        return List.of("buildResult", "stageResult", "message");
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
        return Body.of(arguments.body(), place, (outcome, ended) -> {
            if (outcome.isFailure()) {
                ended.log("ERROR: " + outcome.getAbnormal().getMessage());
                ended.setResult("FAILURE");
            }
            return null;
        });
    }
}
