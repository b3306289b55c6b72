package ecspromote.runner;

import ecspromote.runner.steps.ArchiveArtifacts;
import ecspromote.runner.steps.BuildJob;
import ecspromote.runner.steps.CatchError;
import ecspromote.runner.steps.Checkout;
import ecspromote.runner.steps.CopyArtifacts;
import ecspromote.runner.steps.DeleteDir;
import ecspromote.runner.steps.Dir;
import ecspromote.runner.steps.Echo;
import ecspromote.runner.steps.ErrorStep;
import ecspromote.runner.steps.FileExists;
import ecspromote.runner.steps.Git;
import ecspromote.runner.steps.Input;
import ecspromote.runner.steps.LibraryResource;
import ecspromote.runner.steps.Load;
import ecspromote.runner.steps.Lock;
import ecspromote.runner.steps.Milestone;
import ecspromote.runner.steps.Node;
import ecspromote.runner.steps.PublishHtml;
import ecspromote.runner.steps.ReadFile;
import ecspromote.runner.steps.Retry;
import ecspromote.runner.steps.ScriptBlock;
import ecspromote.runner.steps.Sh;
import ecspromote.runner.steps.Stage;
import ecspromote.runner.steps.Stash;
import ecspromote.runner.steps.Timeout;
import ecspromote.runner.steps.Unstash;
import ecspromote.runner.steps.WithCredentials;
import ecspromote.runner.steps.WithEnv;
import ecspromote.runner.steps.WriteFile;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All steps there are, and what Jenkins checks before it runs one. */
final class Steps {
    private static final Map<String, Step> ALL = Stream.of(
                    new ArchiveArtifacts(), new BuildJob(), new CatchError(), new Checkout(), new CopyArtifacts(), new DeleteDir(), new Dir(),
                    new Echo(), new ErrorStep(), new FileExists(), new Git(), new Input(), new LibraryResource(), new Load(),
                    new Lock(), new Milestone(), new Node(), new PublishHtml(), new ReadFile(), new Retry(), new ScriptBlock(), new Sh(), new Stage(),
                    new Stash(), new Timeout(), new Unstash(), new WithCredentials(), new WithEnv(),
                    new WriteFile())
            .collect(Collectors.toMap(Step::name, step -> step, (one, other) -> one, TreeMap::new));

    private Steps() {}

    static Object run(StepCall call, Place place, Build build) throws Exception {
        Step step = ALL.get(call.step());
        if (step == null || (step.plugin() != null && build.jenkins().lacks(step.plugin()))) {
            // An Error, not an Exception: that is what a step without its plugin is.
            throw new NoSuchMethodError("No such DSL method '" + call.step() + "' found among steps " + ALL.keySet());
        }
        build.counts().step(step.name(), step.isBlock());
        Arguments arguments = Arguments.of(call, step);
        if (step.needsNode() && !place.inNode()) {
            throw new RunnerFailure("The step " + step.name() + " needs a workspace: it was called outside node");
        }
        return step.run(arguments, place, build);
    }
}
