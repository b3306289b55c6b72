package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.List;

/** A file under the library's resources. */
public final class LibraryResource implements Step {
    @Override
    public String name() {
        return "libraryResource";
    }

    @Override
    public List<String> arguments() {
        return List.of("resource", "encoding");
    }

    @Override
    public List<String> required() {
        return List.of("resource");
    }

    @Override
    public String soleArgument() {
        return "resource";
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        return LibraryFiles.read(build, arguments.text("resource"), arguments.text("encoding", "UTF-8"));
    }
}
