package ecspromote.runner;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.ObjectInputStreamWithLoader;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.sandbox.DefaultInvoker;
import com.cloudbees.groovy.cps.sandbox.Invoker;
import com.cloudbees.groovy.cps.sandbox.SandboxInvoker;
import groovy.lang.Closure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a controller writes to disk of a running pipeline: the program, the bodies of the blocks that it is in, and what the
 * last step came to. {@link #restarted} is what is left of it after a restart.
 */
final class Program implements Serializable {
    private static final long serialVersionUID = 1;

    /** A program or the body of a block, and what to do when it ends. */
    private record Frame(Continuable code, Place place, Body.End end) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final List<Frame> frames = new ArrayList<>();
    private final boolean sandboxed;
    private Outcome next = new Outcome(null, null);

    Program(boolean sandboxed) {
        this.sandboxed = sandboxed;
    }

    void push(Body body) {
        Continuable code = body.script != null ? new Continuable(body.script, env()) : codeOf(body.closure);
        frames.add(new Frame(code, body.place, body.end));
        next = new Outcome(null, null);
    }

    Place place() {
        return top().place();
    }

    /** Runs until the next step, or to the end of a body. Answers the step; null at an end. */
    StepCall proceed() {
        Outcome outcome = top().code().run0(next, SerialisableIterators.CATEGORIES);
        next = outcome;
        return top().code().isResumable() ? (StepCall) outcome.getNormal() : null;
    }

    /** Leaves the body that has ended; false when that was the program itself. */
    boolean leave(Build build) {
        Frame ended = frames.remove(frames.size() - 1);
        if (frames.isEmpty()) {
            return false;
        }
        Outcome outcome = next;
        resume(() -> ended.end().of(outcome, build));
        return true;
    }

    /** Takes what a step answers, or throws, into the program. */
    void resume(Answer answer) {
        try {
            Object value = answer.get();
            if (value instanceof Body body) {
                push(body);
            } else {
                next = new Outcome(value, null);
            }
        } catch (RunnerFailure failure) {
            throw failure;
        } catch (Throwable thrown) {
            next = new Outcome(null, thrown);
        }
    }

    @FunctionalInterface
    interface Answer {
        Object get() throws Throwable;
    }

    Outcome outcome() {
        return next;
    }

    /** What a restarted controller reads back. Whatever can't be written fails here, as it would in Jenkins. */
    Program restarted(ClassLoader classes, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (NotSerializableException held) {
            throw new RunnerFailure("A value of " + held.getMessage() + " is held over the step " + after, held);
        } catch (IOException e) {
            throw new RunnerFailure("The program can't be written after the step " + after, e);
        }
        try (ObjectInputStreamWithLoader in =
                new ObjectInputStreamWithLoader(new ByteArrayInputStream(bytes.toByteArray()), classes)) {
            return (Program) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new RunnerFailure("The program can't be read back after the step " + after, e);
        }
    }

    private Frame top() {
        return frames.get(frames.size() - 1);
    }

    private Continuable codeOf(Closure<?> closure) {
        try {
            closure.call();
        } catch (CpsCallableInvocation invocation) {
            return new Continuable(invocation.invoke(env(), null, Continuation.HALT));
        }
        throw new RunnerFailure("A block was not transformed for Pipeline");
    }

    private Env env() {
        Invoker invoker = sandboxed ? new SandboxInvoker() : DefaultInvoker.INSTANCE;
        return Envs.empty(invoker);
    }
}
