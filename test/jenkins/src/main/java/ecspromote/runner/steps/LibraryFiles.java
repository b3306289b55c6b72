package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Build;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Files under {@code resources} of the library's checkout. */
final class LibraryFiles {
    private LibraryFiles() {}

    static String read(Build build, String resource, String encoding) throws IOException, AbortException {
        Path file = build.library().resolve("resources").resolve(resource).normalize();
        if (!file.startsWith(build.library().resolve("resources")) || !Files.exists(file)) {
            throw new AbortException("No such library resource " + resource + " could be found.");
        }
        byte[] bytes = Files.readAllBytes(file);
        return encoding.equals("Base64") ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, Charset.forName(encoding));
    }
}
