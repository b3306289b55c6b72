package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Reads a file of the workspace; a missing one is an exception. */
public final class ReadFile implements Step {
    @Override
    public String name() {
        return "readFile";
    }

    @Override
    public List<String> arguments() {
        return List.of("file", "encoding");
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
        Path file = place.currentFolder().resolve(arguments.text("file"));
        String encoding = arguments.text("encoding", "UTF-8");
        byte[] bytes = Files.readAllBytes(file);
        return encoding.equals("Base64") ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, Charset.forName(encoding));
    }
}
