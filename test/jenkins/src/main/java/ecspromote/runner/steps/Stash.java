package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps files for another node of the same build. */
public final class Stash implements Step {
    @Override
    public String name() {
        return "stash";
    }

    @Override
    public List<String> arguments() {
        return List.of("name", "includes");
    }

    @Override
    public List<String> required() {
        return List.of("name");
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path file : Glob.of(arguments.text("includes", "**")).filesIn(place.currentFolder())) {
            files.put(place.currentFolder().relativize(file).toString(), Files.readAllBytes(file));
        }
        if (files.isEmpty()) {
            throw new AbortException("No files included in stash '" + arguments.text("name") + "'");
        }
        build.stashes().put(arguments.text("name"), files);
        return null;
    }
}
