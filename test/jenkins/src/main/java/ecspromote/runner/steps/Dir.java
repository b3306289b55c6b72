package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** Another current folder. */
public final class Dir implements Step {
    @Override
    public String name() {
        return "dir";
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
    public boolean isBlock() {
        return true;
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        return Body.of(arguments.body(), place.inFolder(place.currentFolder().resolve(arguments.text("path"))));
    }
}
