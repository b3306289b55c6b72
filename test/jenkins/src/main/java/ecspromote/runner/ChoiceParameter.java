package ecspromote.runner;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A parameter with a list of values: {@code choice(name: 'answer', choices: ['yes', 'no'])}. Not a step, as {@link Selector} is none. */
public record ChoiceParameter(String name, List<String> choices) implements Serializable {
    private static final long serialVersionUID = 1;

    static boolean isSymbol(String name) {
        return name.equals("choice");
    }

    static ChoiceParameter of(Object[] arguments) {
        Map<?, ?> named = (Map<?, ?>) arguments[0];
        List<String> choices = new ArrayList<>();
        ((List<?>) named.get("choices")).forEach(each -> choices.add(each.toString()));
        return new ChoiceParameter(named.get("name").toString(), choices);
    }

    public String chosenBy(Jenkins.Person person) {
        String chosen = person.choice() == null ? choices.get(0) : person.choice();
        if (!choices.contains(chosen)) {
            throw new RunnerFailure(person.id() + " can't choose " + chosen + ", only " + choices);
        }
        return chosen;
    }
}
