package ecspromote.runner;

import groovy.lang.Closure;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.groovy.sandbox.GroovyInterceptor;

/**
 * An allow-list in the place of Script Security's: every call of transformed code passes here. What is on it is listed, with where
 * Script Security allows it, in {@code sandbox.txt} beside the tests.
 */
public final class Sandbox extends GroovyInterceptor {
    private static final Set<String> SEEN = new TreeSet<>();
    private final Set<String> allowed;

    private Sandbox(Set<String> allowed) {
        this.allowed = allowed;
    }

    static Sandbox entered() {
        Sandbox sandbox = new Sandbox(SandboxList.read());
        sandbox.register();
        return sandbox;
    }

    public static void forget() {
        SEEN.clear();
    }

    /** All calls of any build since then, as the list writes them. */
    public static Set<String> seen() {
        return SEEN;
    }

    /** What the list allows. */
    public static Set<String> allowed() {
        return SandboxList.read();
    }

    /** What it allows with a remark, such as {@code # in a pause}. */
    public static Set<String> allowed(String remark) {
        return SandboxList.read(remark);
    }

    void leave() {
        unregister();
    }

    @Override
    public Object onMethodCall(Invoker invoker, Object receiver, String method, Object... arguments) throws Throwable {
        if (!isOurs(receiver)) {
            check("method " + receiver(receiver) + " " + method);
        }
        return super.onMethodCall(invoker, receiver, method, arguments);
    }

    @Override
    public Object onStaticCall(Invoker invoker, Class receiver, String method, Object... arguments) throws Throwable {
        check("staticMethod " + receiver.getName() + " " + method);
        return super.onStaticCall(invoker, receiver, method, arguments);
    }

    @Override
    public Object onNewInstance(Invoker invoker, Class receiver, Object... arguments) throws Throwable {
        check("new " + receiver.getName());
        return super.onNewInstance(invoker, receiver, arguments);
    }

    @Override
    public Object onGetProperty(Invoker invoker, Object receiver, String property) throws Throwable {
        checkProperty(receiver, "get", property);
        return super.onGetProperty(invoker, receiver, property);
    }

    @Override
    public Object onSetProperty(Invoker invoker, Object receiver, String property, Object value) throws Throwable {
        checkProperty(receiver, "set", property);
        return super.onSetProperty(invoker, receiver, property, value);
    }

    private void checkProperty(Object receiver, String access, String property) {
        boolean isData = receiver instanceof java.util.Map || receiver instanceof EnvironmentVariables;
        if (!isOurs(receiver) && !isData) {
            check(access + " " + receiver(receiver) + " " + property);
        }
    }

    /** Steps, vars, and closures, which are the pipeline's own. */
    private static boolean isOurs(Object receiver) {
        return receiver instanceof PipelineScript || receiver instanceof Closure;
    }

    private static String receiver(Object receiver) {
        if (receiver instanceof java.util.Map) {
            return "java.util.Map";
        }
        if (receiver instanceof java.util.List) {
            return "java.util.List";
        }
        if (receiver instanceof java.util.Set) {
            return "java.util.Set";
        }
        return receiver instanceof Throwable ? "java.lang.Throwable" : receiver.getClass().getName();
    }

    private void check(String call) {
        SEEN.add(call);
        if (!allowed.contains(call)) {
            throw Build.violation("Scripts not permitted to use " + call);
        }
    }
}
