package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.util.List;

/** Runs a Groovy file of the workspace as part of the pipeline. */
public final class Load implements Step {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<String> arguments() {
        return List.of("path");
    }

    @Override
    public List<String> required() {
        return List.of("path");
    }

    @Override
    public String soleArgument() {
        return "path";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        String file = arguments.text("path");
        String text = Files.readString(place.currentFolder().resolve(file));
        return Body.of(build.compile(text, file.replaceAll("\\W", "_")), place);
    }
}
