package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An executor and a workspace on an agent. */
public final class Node implements Step {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<String> arguments() {
        return List.of("label");
    }

    @Override
    public String soleArgument() {
        return "label";
    }

    @Override
    public boolean isBlock() {
        return true;
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (place.inNode()) {
            throw new RunnerFailure("node inside node holds two executors");
        }
        String label = arguments.text("label", "built-in");
        Path workspace = build.jenkins().workspace(label, build.job());
        Files.createDirectories(workspace);
        build.event("node " + label);
        build.log("Running on " + label + " in " + workspace);
        Map<String, String> variables = Map.of(
                "NODE_NAME", label,
                "WORKSPACE", workspace.toString(),
                "WORKSPACE_TMP", workspace + "@tmp",
                "EXECUTOR_NUMBER", "0",
                "HOME", homeOf(workspace).toString());
        return Body.of(arguments.body(), place.with(variables).onAgent(label, workspace));
    }

    /** One a agent, beside its workspaces. */
    private static Path homeOf(Path workspace) throws IOException {
        Path up = workspace;
        while (!up.getFileName().toString().equals("workspace")) {
            up = up.getParent();
        }
        return Files.createDirectories(up.resolveSibling("home"));
    }
}
