package ecspromote.runner;

import java.util.List;

/** A pipeline step. It acts for real: files in a workspace, processes, artifacts in a Jenkins home. */
public interface Step {
    String name();

    /** All names that it takes; any other is refused. */
    default List<String> arguments() {
        return List.of();
    }

    default List<String> required() {
        return List.of();
    }

    /** The one that {@code step(value)} stands for; null when there is none. */
    default String soleArgument() {
        return null;
    }

    default boolean isBlock() {
        return false;
    }

    /** Refused outside {@code node}. */
    default boolean needsNode() {
        return true;
    }

    /** The plugin without which Jenkins has no such step; null for what every Pipeline has. */
    default String plugin() {
        return null;
    }

    /** Answers the step's value, or a {@link Body} to be run first. What it throws is thrown in the pipeline. */
    Object run(Arguments arguments, Place place, Build build) throws Exception;
}
