package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Deletes the current folder. */
public final class DeleteDir implements Step {
    @Override
    public String name() {
        return "deleteDir";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (!Files.exists(place.currentFolder())) {
            return null;
        }
        try (var paths = Files.walk(place.currentFolder())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        return null;
    }
}
