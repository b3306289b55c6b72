package ecspromote.runner;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;

/** {@code env}: reads what a process would see at this place, and writes for the rest of the build. */
public final class EnvironmentVariables extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object getProperty(String name) {
        Build build = Build.current();
        return build.variables(build.place()).get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        Build.current().environment().put(name, String.valueOf(value));
    }
}
