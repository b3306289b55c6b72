package ecspromote.runner;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.MissingPropertyException;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Base class of Jenkinsfiles and vars: finds steps, vars and global variables in the order in which Jenkins does. */
public abstract class PipelineScript extends SerializableScript {
    private static final long serialVersionUID = 1;

    /** A method that the script doesn't have itself. */
    @Override
    public final Object invokeMethod(String name, Object arguments) {
        Build build = Build.current();
        Object variable = getBinding().hasVariable(name) ? getBinding().getVariable(name) : build.libraryVar(name);
        if (variable != null) {
            return InvokerHelper.getMetaClass(variable).invokeMethod(variable, "call", arguments);
        }
        if (Selector.isSymbol(name)) {
            return Selector.of(name, (Object[]) arguments);
        }
        if (StringParameter.isOne(name, (Object[]) arguments)) {
            return StringParameter.of((Object[]) arguments);
        }
        if (Credential.isSymbol(name)) {
            return Credential.of((Object[]) arguments);
        }
        if (ChoiceParameter.isSymbol(name)) {
            return ChoiceParameter.of((Object[]) arguments);
        }
        return Continuable.suspend(name, StepCall.of(name, arguments));
    }

    @Override
    public Object getProperty(String name) {
        try {
            return super.getProperty(name);
        } catch (MissingPropertyException missing) {
            Object value = Build.current().globalVariable(name);
            if (value == null) {
                throw missing;
            }
            return value;
        }
    }

    @Override
    public void println(Object value) {
        invokeMethod("echo", new Object[] {String.valueOf(value)});
    }
}
