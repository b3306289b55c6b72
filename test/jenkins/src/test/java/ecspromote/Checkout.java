package ecspromote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This very checkout: the library that the pipelines name. */
final class Checkout {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Checkout() {}

    /** The checkout; with its bundles, or the tests would try something else than what is shipped. */
    static Path library() {
        for (String file : new String[] {"resources/ecs-promote/VERSION", "dist/VERSION", "dist/bin/ecs-promote.cjs"}) {
            if (!Files.exists(ROOT.resolve(file))) {
                throw new IllegalStateException("There is no " + file + ": run `npm run build` at the top of the checkout first.");
            }
        }
        return ROOT;
    }

    static String jenkinsfile(String name) {
        return text("jenkins/pipelines/" + name + ".Jenkinsfile");
    }

    /** Whether the machine has it, for tests of what runs it. */
    static boolean hasProgram(String name) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
