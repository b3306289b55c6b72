package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Brings stashed files back. */
public final class Unstash implements Step {
    @Override
    public String name() {
        return "unstash";
    }

    @Override
    public List<String> arguments() {
        return List.of("name");
    }

    @Override
    public List<String> required() {
        return List.of("name");
    }

    @Override
    public String soleArgument() {
        return "name";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Map<String, byte[]> files = build.stashes().get(arguments.text("name"));
        if (files == null) {
            throw new AbortException("No such saved stash ‘" + arguments.text("name") + "’");
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = place.currentFolder().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return null;
    }
}
