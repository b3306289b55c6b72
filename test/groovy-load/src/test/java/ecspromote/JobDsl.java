package ecspromote;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import groovy.util.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.kohsuke.groovy.sandbox.GroovyInterceptor;
import org.kohsuke.groovy.sandbox.SandboxTransformer;

/**
 * Runs a Job DSL script and writes down what it asks for, call by call: a method with its arguments, and below it those of its block.
 * A block `configure` is run against the XML that a job would have by then, as far as the parameters go. Job DSL itself is
 * in no registry of Maven's.
 */
final class JobDsl {
    private final List<String> calls = new ArrayList<>();
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> strangers = new TreeSet<>();
    private final Map<String, Node> parameters = new LinkedHashMap<>();
    private final Map<String, Node> properties = new LinkedHashMap<>();
    private String job;

    static JobDsl run(String script) {
        JobDsl recorded = new JobDsl();
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(Recording.class.getName());
        configuration.addCompilationCustomizers(new SandboxTransformer());
        Recording parsed = (Recording) new GroovyShell(JobDsl.class.getClassLoader(), configuration).parse(script);
        parsed.recorder = recorded.new Recorder("");
        Watch watch = recorded.new Watch();
        watch.register();
        try {
            parsed.run();
        } finally {
            watch.unregister();
        }
        return recorded;
    }

    /** What the script calls that is not Job DSL's: receiver's class and method. */
    Set<String> strangers() {
        return strangers;
    }

    /** What is called in a sandbox passes here first. */
    private final class Watch extends GroovyInterceptor {
        @Override
        public Object onMethodCall(Invoker invoker, Object receiver, String method, Object... args) throws Throwable {
            if (!(receiver instanceof Recording || receiver instanceof Recorder || receiver instanceof Closure)) {
                strangers.add(receiver.getClass().getName() + "." + method + "/" + args.length);
            }
            return super.onMethodCall(invoker, receiver, method, args);
        }

        @Override
        public Object onStaticCall(Invoker invoker, Class receiver, String method, Object... args) throws Throwable {
            strangers.add("static " + receiver.getName() + "." + method);
            return super.onStaticCall(invoker, receiver, method, args);
        }

        @Override
        public Object onNewInstance(Invoker invoker, Class receiver, Object... args) throws Throwable {
            strangers.add("new " + receiver.getName());
            return super.onNewInstance(invoker, receiver, args);
        }

        @Override
        public Object onGetProperty(Invoker invoker, Object receiver, String property) throws Throwable {
            strangers.add("property " + property);
            return super.onGetProperty(invoker, receiver, property);
        }
    }

    List<String> calls() {
        return calls;
    }

    /** Each method with the blocks it stands in and how many arguments it has, once: `pipelineJob/properties/copyArtifactPermission/projectNames(1)`. */
    Set<String> paths() {
        return paths;
    }

    /** Names of the jobs, in the order in which they are made. */
    List<String> jobs() {
        return List.copyOf(parameters.keySet());
    }

    Node parametersOf(String name) {
        return parameters.get(name);
    }

    /** Of a job with a block `configure`. */
    Node propertiesOf(String name) {
        return properties.get(name);
    }

    /** The script's own calls go to the recorder. */
    public abstract static class Recording extends Script {
        private Recorder recorder;

        @Override
        public Object invokeMethod(String name, Object arguments) {
            return recorder.invokeMethod(name, arguments);
        }
    }

    private final class Recorder extends GroovyObjectSupport {
        private final String path;

        Recorder(String path) {
            this.path = path;
        }

        @Override
        public Object invokeMethod(String name, Object given) {
            Object[] arguments = (Object[]) given;
            boolean hasBlock = arguments.length > 0 && arguments[arguments.length - 1] instanceof Closure;
            int plain = arguments.length - (hasBlock ? 1 : 0);
            paths.add(path + name + "(" + plain + ")");
            int depth = (int) path.chars().filter(character -> character == '/').count();
            StringBuilder call = new StringBuilder("  ".repeat(depth)).append(name);
            for (int at = 0; at < plain; at++) {
                call.append(at == 0 ? " " : ", ").append(shown(arguments[at]));
            }
            calls.add(call.toString());
            if (name.equals("pipelineJob")) {
                job = String.valueOf(arguments[0]);
                parameters.put(job, new Node(null, "parameterDefinitions"));
            }
            if (name.endsWith("Param")) {
                parameters.get(job).appendNode(name, Map.of(), String.valueOf(arguments[0]));
            }
            if (hasBlock) {
                run(name, (Closure<?>) arguments[arguments.length - 1]);
            }
            return null;
        }

        private void run(String name, Closure<?> block) {
            if (name.equals("configure")) {
                block.call(project());
                return;
            }
            block.setDelegate(new Recorder(path + name + "/"));
            block.setResolveStrategy(Closure.DELEGATE_FIRST);
            block.call();
        }

        private Node project() {
            Node project = new Node(null, "flow-definition");
            Node inIt = project.appendNode("properties");
            inIt.appendNode("hudson.model.ParametersDefinitionProperty").append(parameters.get(job));
            properties.put(job, inIt);
            return project;
        }
    }

    private static String shown(Object argument) {
        return argument instanceof CharSequence ? "\"" + argument + "\"" : String.valueOf(argument);
    }
}
