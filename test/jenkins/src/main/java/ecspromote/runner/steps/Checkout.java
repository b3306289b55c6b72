package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Scm;
import ecspromote.runner.Step;
import java.util.List;

/** Checks out what the job is configured with. */
public final class Checkout implements Step {
    @Override
    public String name() {
        return "checkout";
    }

    @Override
    public List<String> arguments() {
        return List.of("scm");
    }

    @Override
    public List<String> required() {
        return List.of("scm");
    }

    @Override
    public String soleArgument() {
        return "scm";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (!(arguments.get("scm") instanceof Scm scm)) {
            throw new AbortException("checkout was given no scm");
        }
        return GitCheckout.into(place, scm);
    }
}
