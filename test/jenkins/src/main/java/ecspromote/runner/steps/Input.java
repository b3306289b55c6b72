package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Interrupted;
import ecspromote.runner.Jenkins;
import ecspromote.runner.Place;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Step;
import java.util.List;

/** Asks a person; who answers is scripted by the test. */
public final class Input implements Step {
    @Override
    public String name() {
        return "input";
    }

    @Override
    public List<String> arguments() {
        return List.of("message", "id", "ok", "submitter", "submitterParameter");
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
    public String plugin() {
        return "pipeline-input-step";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (place.inNode()) {
            throw new RunnerFailure("input was called inside node: it would hold an executor while it waits for a person");
        }
        Jenkins.Person person = build.jenkins().nextPerson();
        build.event("input " + arguments.text("id") + " " + (person == null ? "nobody" : person.id()));
        build.log(arguments.text("message"));
        if (person == null) {
            throw new RunnerFailure("Nobody is there to answer: " + arguments.text("message"));
        }
        List<String> allowed = List.of(arguments.text("submitter", person.id()).split(","));
        if (!allowed.contains(person.id()) && person.groups().stream().noneMatch(allowed::contains)) {
            throw new RunnerFailure(person.id() + " may not answer: " + allowed);
        }
        if (!person.approves()) {
            throw new Interrupted("ABORTED", "Rejected by " + person.id());
        }
        return arguments.text("submitterParameter") == null ? null : person.id();
    }
}
