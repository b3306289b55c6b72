package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Past it an older build never overtakes a newer one. */
public final class Milestone implements Step {
    @Override
    public String name() {
        return "milestone";
    }

    @Override
    public List<String> arguments() {
        return List.of("ordinal", "label");
    }

    @Override
    public String soleArgument() {
        return "ordinal";
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public String plugin() {
        return "pipeline-milestone-step";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        int ordinal = build.nextMilestone();
        build.event("milestone " + ordinal);
        if (!build.jenkins().passesMilestone(build.job(), ordinal, build.number())) {
            throw new FlowInterruptedException("NOT_BUILT", "Superseded by a newer build");
        }
        return null;
    }
}
