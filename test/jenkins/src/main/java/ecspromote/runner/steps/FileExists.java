package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.util.List;

/** Whether a file is there. */
public final class FileExists implements Step {
    @Override
    public String name() {
        return "fileExists";
    }

    @Override
    public List<String> arguments() {
        return List.of("file");
    }

    @Override
    public List<String> required() {
        return List.of("file");
    }

    @Override
    public String soleArgument() {
        return "file";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        return Files.exists(place.currentFolder().resolve(arguments.text("file")));
    }
}
