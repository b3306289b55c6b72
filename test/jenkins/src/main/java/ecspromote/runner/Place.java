package ecspromote.runner;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a step runs: what the blocks around it have set. Immutable; a block gives its body another one.
 *
 * @param label of the agent; null outside {@code node}
 * @param workspace null outside {@code node}
 * @param folder the current folder, which {@code dir} changes
 * @param variables what {@code withEnv} and {@code node} have set
 * @param deadline of the innermost {@code timeout} in {@link Jenkins#nanoTime}; null without one
 */
public record Place(String label, String workspace, String folder, Map<String, String> variables, Long deadline)
        implements Serializable {
    private static final long serialVersionUID = 1;

    static Place outside() {
        return new Place(null, null, null, new LinkedHashMap<>(), null);
    }

    public boolean inNode() {
        return workspace != null;
    }

    public Path currentFolder() {
        return Path.of(folder);
    }

    public Place onAgent(String agent, Path at) {
        return new Place(agent, at.toString(), at.toString(), variables, deadline);
    }

    public Place inFolder(Path at) {
        return new Place(label, workspace, at.toString(), variables, deadline);
    }

    public Place with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(more);
        return new Place(label, workspace, folder, all, deadline);
    }

    public Place until(long nanoTime) {
        return new Place(label, workspace, folder, variables, nanoTime);
    }
}
