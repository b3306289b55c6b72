package ecspromote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What other people may write where we take a text: each would run, break out or vanish if it were taken for anything else. */
final class HostileTexts {
    /** As it would be seen if anything showed the environment. */
    static final String SECRET = "s3cr3t";

    static final List<String> ALL = List.of(
            "$(touch pwned) '; env.LIVE=1 //\\u0022 ${env.SECRET}",
            "`touch pwned`",
            "'; touch pwned; '",
            "\"; touch pwned; \"",
            "${'touch pwned'.execute()}",
            "\\u0024{env.SECRET}",
            "\\u0027; env.LIVE=1 //",
            "'''; env.LIVE=1; '''",
            "\"\"\" + env.SECRET + \"\"\"",
            "*/ env.LIVE=1 /*",
            "$SECRET ${SECRET} $$ %SECRET%",
            "\\",
            "ends in a backslash \\",
            "\\$(touch pwned)",
            "a | touch pwned & touch pwned && touch pwned",
            "> pwned < /etc/passwd",
            "<img src=x onerror=alert(1)> <script>alert(1)</script>",
            "-rf --version --help",
            "90-Fix - with-hyphens - #7",
            "{\"json\": [\"x\", null]} ] }",
            "é ñ 漢字 🚀 O’Brien’s “fix”");

    private HostileTexts() {}

    /** What Jenkins lets a job be called: none of the characters that it forbids, and not only dots. */
    static String jobName(String text) {
        return "job " + text.replaceAll("[?*/\\\\%!@#$^&|<>\\[\\]:;]", "").strip();
    }

    /** What git lets a branch be called (git check-ref-format). */
    static String branch(String text) {
        return "b" + text.replaceAll("[\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//+", "_").replaceAll("[./]+$|/(?=\\.)", "_");
    }

    static void nothingRan(Path folder, String log) {
        assertFalse(log.contains(SECRET), log);
        try (var files = Files.walk(folder)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().equals("pwned")), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
