package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.ChoiceParameter;
import ecspromote.runner.Jenkins;
import ecspromote.runner.Place;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Asks a person; who answers is scripted by the test. */
public final class Input implements Step {
    @Override
    public String name() {
        return "input";
    }

    @Override
    public List<String> arguments() {
        return List.of("message", "id", "ok", "submitter", "submitterParameter", "parameters");
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
        boolean nobody = person == null || person.id() == null;
        build.event("input " + arguments.text("id") + " " + (nobody ? "nobody" : person.id()));
        build.log(arguments.text("message"));
        if (person == null || (nobody && place.deadline() == null)) {
            throw new RunnerFailure("Nobody is there to answer: " + arguments.text("message"));
        }
        if (nobody) {
            build.jenkins().pass(place.deadline() - build.jenkins().nanoTime());
            throw new FlowInterruptedException("ABORTED", "Timeout has been exceeded");
        }
        // Jenkins takes an empty list of submitters for anybody.
        String submitters = arguments.text("submitter", "");
        List<String> allowed = submitters.isEmpty() ? List.of(person.id()) : List.of(submitters.split(","));
        if (!allowed.contains(person.id()) && person.groups().stream().noneMatch(allowed::contains)) {
            throw new RunnerFailure(person.id() + " may not answer: " + allowed);
        }
        if (!person.approves()) {
            throw new FlowInterruptedException("ABORTED", "Rejected by " + person.id());
        }
        return answer(arguments, person);
    }

    /** One value by itself, several by name; nothing where nothing was asked for. */
    private static Object answer(Arguments arguments, Jenkins.Person person) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ChoiceParameter parameter : parameters(arguments)) {
            values.put(parameter.name(), parameter.chosenBy(person));
        }
        if (arguments.text("submitterParameter") != null) {
            values.put(arguments.text("submitterParameter"), person.id());
        }
        return values.size() > 1 ? values : values.values().stream().findFirst().orElse(null);
    }

    private static List<ChoiceParameter> parameters(Arguments arguments) {
        List<ChoiceParameter> parameters = new ArrayList<>();
        if (arguments.get("parameters") instanceof List<?> list) {
            list.forEach(each -> parameters.add((ChoiceParameter) each));
        }
        return parameters;
    }
}
