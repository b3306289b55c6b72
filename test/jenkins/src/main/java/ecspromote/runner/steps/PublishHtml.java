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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** HTML Publisher's step: keeps a folder with the build, under `htmlreports` and the report's name. */
public final class PublishHtml implements Step {
    private static final List<String> MEMBERS = List.of(
            "reportName", "reportDir", "reportFiles", "keepAll", "alwaysLinkToLastBuild", "allowMissing");

    @Override
    public String name() {
        return "publishHTML";
    }

    @Override
    public String plugin() {
        return "htmlpublisher";
    }

    @Override
    public List<String> arguments() {
        return List.of("target");
    }

    @Override
    public List<String> required() {
        return List.of("target");
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Map<?, ?> target = (Map<?, ?>) arguments.get("target");
        if (!target.keySet().equals(Set.copyOf(MEMBERS))) {
            throw new AbortException("publishHTML takes all of " + MEMBERS + ", and got " + target.keySet());
        }
        Path folder = place.currentFolder().resolve(String.valueOf(target.get("reportDir")));
        if (!Files.exists(folder.resolve(String.valueOf(target.get("reportFiles"))))) {
            throw new AbortException("Specified HTML directory '" + folder + "' does not hold the report.");
        }
        Path reports = build.archive().resolveSibling("htmlreports").resolve(String.valueOf(target.get("reportName")));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = reports.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return null;
    }
}
