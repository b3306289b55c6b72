package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Scm;
import ecspromote.runner.Step;
import java.util.List;

/** Checks out a branch of a repository. */
public final class Git implements Step {
    @Override
    public String name() {
        return "git";
    }

    @Override
    public List<String> arguments() {
        return List.of("url", "branch", "credentialsId");
    }

    @Override
    public List<String> required() {
        return List.of("url");
    }

    @Override
    public String soleArgument() {
        return "url";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        return GitCheckout.into(place, new Scm(arguments.text("url"), arguments.text("branch", "master")));
    }
}
