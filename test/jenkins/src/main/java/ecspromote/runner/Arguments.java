package ecspromote.runner;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A step's arguments by name, after those that it doesn't know and those that are missing have been refused. */
public final class Arguments {
    private final Map<String, Object> values;
    private final Closure<?> body;

    private Arguments(Map<String, Object> values, Closure<?> body) {
        this.values = values;
        this.body = body;
    }

    static Arguments of(StepCall call, Step step) {
        Map<String, Object> values = new LinkedHashMap<>(call.named());
        if (!call.value().isEmpty()) {
            if (step.soleArgument() == null) {
                throw new IllegalArgumentException(call.step() + " takes named arguments only");
            }
            values.put(step.soleArgument(), call.value().get(0));
        }
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(step.arguments());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameter(s) of " + call.step() + ": " + unknown);
        }
        for (String name : step.required()) {
            if (values.get(name) == null) {
                throw new IllegalArgumentException("Missing required parameter of " + call.step() + ": " + name);
            }
        }
        if (step.isBlock() != (call.body() != null)) {
            throw new IllegalArgumentException(call.step() + (step.isBlock() ? " needs a block" : " takes no block"));
        }
        return new Arguments(values, call.body());
    }

    public Closure<?> body() {
        return body;
    }

    public Object get(String name) {
        return values.get(name);
    }

    public String text(String name) {
        return text(name, null);
    }

    public String text(String name, String otherwise) {
        Object value = values.get(name);
        if (value != null && !(value instanceof CharSequence)) {
            throw new IllegalArgumentException(name + " must be a text, not " + value.getClass().getSimpleName());
        }
        return value == null ? otherwise : value.toString();
    }

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public int number(String name, int otherwise) {
        return values.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof Iterable<?> list) {
            list.forEach(each -> texts.add(each.toString()));
        }
        return texts;
    }
}
