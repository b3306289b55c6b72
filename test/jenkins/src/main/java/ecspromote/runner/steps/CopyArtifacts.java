package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Selector;
import ecspromote.runner.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Copy Artifact: from the archive of another job's build. */
public final class CopyArtifacts implements Step {
    @Override
    public String name() {
        return "copyArtifacts";
    }

    @Override
    public List<String> arguments() {
        return List.of("projectName", "selector", "filter", "target", "flatten", "optional", "fingerprintArtifacts");
    }

    @Override
    public List<String> required() {
        return List.of("projectName");
    }

    @Override
    public String plugin() {
        return "copyartifact";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        String job = arguments.text("projectName");
        int number = numberOf(job, arguments, build);
        Path archive = build.jenkins().buildFolder(job, number).resolve("archive");
        List<Path> files = number == 0 ? List.of() : Glob.of(arguments.text("filter", "**")).filesIn(archive);
        if (files.isEmpty()) {
            if (arguments.isTrue("optional")) {
                return null;
            }
            throw new AbortException(number == 0
                    ? "Unable to find a build for artifact copy from: " + job
                    : "Failed to copy artifacts from " + job + " #" + number + " with filter: " + arguments.text("filter", ""));
        }
        Path target = place.currentFolder().resolve(arguments.text("target", "."));
        for (Path file : files) {
            Path name = arguments.isTrue("flatten") ? file.getFileName() : archive.relativize(file);
            Path copy = target.resolve(name.toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        build.log("Copied " + files.size() + " artifacts from " + job + " build number " + number);
        return null;
    }

    private static int numberOf(String job, Arguments arguments, Build build) {
        if (!(arguments.get("selector") instanceof Selector selector)) {
            // Without one Jenkins takes stable builds only, which nobody expects.
            throw new RunnerFailure("copyArtifacts was called without a selector");
        }
        if (selector.kind().equals("lastSuccessful")) {
            return build.jenkins().lastSuccessful(job);
        }
        int number = Integer.parseInt(selector.value());
        return Files.exists(build.jenkins().buildFolder(job, number)) ? number : 0;
    }
}
