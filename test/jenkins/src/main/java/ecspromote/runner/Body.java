package ecspromote.runner;

import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.io.Serializable;

/** What a block step wants run, where, and what becomes of its outcome. */
public final class Body implements Serializable {
    private static final long serialVersionUID = 1;

    /** Decides what a block step answers; may answer another {@link Body}, to run once more. */
    @FunctionalInterface
    public interface End extends Serializable {
        Object of(Outcome outcome, Build build) throws Throwable;
    }

    final Closure<?> closure;
    final Script script;
    final Place place;
    final End end;

    private Body(Closure<?> closure, Script script, Place place, End end) {
        this.closure = closure;
        this.script = script;
        this.place = place;
        this.end = end;
    }

    public static Body of(Closure<?> closure, Place place) {
        return new Body(closure, null, place, (outcome, build) -> outcome.replay());
    }

    public static Body of(Closure<?> closure, Place place, End end) {
        return new Body(closure, null, place, end);
    }

    /** A whole script, as {@code load} runs it. */
    public static Body of(Script script, Place place) {
        return new Body(null, script, place, (outcome, build) -> outcome.replay());
    }
}
