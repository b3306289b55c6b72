package ecspromote;

import groovy.lang.Binding;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import java.util.ArrayList;
import java.util.List;

/** What Jenkins' {@code load} does with the text of a file, as far as assignments to {@code env} are concerned. */
final class Load {
    /** Jenkins' own {@code env} turns whatever is assigned into text and puts it under its name. */
    private static final class Env extends GroovyObjectSupport {
        final List<List<String>> assignments = new ArrayList<>();

        @Override
        public void setProperty(String name, Object value) {
            assignments.add(List.of(name, String.valueOf(value)));
        }

        @Override
        public Object getProperty(String name) {
            throw new IllegalStateException("The script read env." + name);
        }

        @Override
        public Object invokeMethod(String name, Object arguments) {
            throw new IllegalStateException("The script called env." + name);
        }
    }

    private Load() {}

    /** The assignments in the order in which Groovy makes them; nothing but {@code env} is bound, so anything else fails. */
    static List<List<String>> assignmentsOf(String text) {
        Env env = new Env();
        Binding binding = new Binding();
        binding.setVariable("env", env);
        new GroovyShell(binding).parse(text).run();
        if (binding.getVariables().size() != 1 || binding.getVariable("env") != env) {
            throw new IllegalStateException("The script set a variable of its own: " + binding.getVariables().keySet());
        }
        return env.assignments;
    }
}
