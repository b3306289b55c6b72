package ecspromote.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** What sandboxed pipelines may call: {@code sandbox.txt} of this module, a call a line, {@code #} for remarks. */
final class SandboxList {
    static final Path FILE = Path.of("").toAbsolutePath().resolve("sandbox.txt");

    private SandboxList() {}

    static Set<String> read() {
        return read("");
    }

    /** Those whose line has this remark. */
    static Set<String> read(String remark) {
        try (var lines = Files.lines(FILE)) {
            return lines.filter(line -> line.endsWith(remark)).map(line -> line.replaceFirst("\\s*#.*", "")).filter(line -> !line.isBlank()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new RunnerFailure(FILE.toString(), e);
        }
    }
}
