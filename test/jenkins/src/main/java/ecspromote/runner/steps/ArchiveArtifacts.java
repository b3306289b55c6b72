package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Keeps files with the build, in the layout of a Jenkins home. */
public final class ArchiveArtifacts implements Step {
    @Override
    public String name() {
        return "archiveArtifacts";
    }

    @Override
    public List<String> arguments() {
        return List.of("artifacts", "allowEmptyArchive", "fingerprint", "onlyIfSuccessful");
    }

    @Override
    public List<String> required() {
        return List.of("artifacts");
    }

    @Override
    public String soleArgument() {
        return "artifacts";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        List<Path> files = Glob.of(arguments.text("artifacts")).filesIn(place.currentFolder());
        if (files.isEmpty() && !arguments.isTrue("allowEmptyArchive")) {
            throw new AbortException("No artifacts found that match the file pattern \"" + arguments.text("artifacts") + "\".");
        }
        for (Path file : files) {
            Path target = build.archive().resolve(place.currentFolder().relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return null;
    }
}
