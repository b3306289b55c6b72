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

/** Writes a file of the workspace; its folders are made. */
public final class WriteFile implements Step {
    @Override
    public String name() {
        return "writeFile";
    }

    @Override
    public List<String> arguments() {
        return List.of("file", "text", "encoding");
    }

    @Override
    public List<String> required() {
        return List.of("file", "text");
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Path file = place.currentFolder().resolve(arguments.text("file"));
        Files.createDirectories(file.getParent());
        String encoding = arguments.text("encoding", "UTF-8");
        byte[] bytes = encoding.equals("Base64")
                ? Base64.getDecoder().decode(arguments.text("text"))
                : arguments.text("text").getBytes(Charset.forName(encoding));
        Files.write(file, bytes);
        return null;
    }
}
