package ecspromote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is installed where the script looks for the program (ECS_PROMOTE_HOME of the tests' process, see pom.xml). */
final class Installed {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path HOME = Path.of(System.getenv("ECS_PROMOTE_HOME"));
    private static Path built;

    private Installed() {}

    /** The program itself, built from the sources as they are. */
    static void theProgram() throws IOException, InterruptedException {
        if (built == null) {
            Path into = Path.of("target", "built").toAbsolutePath();
            run(List.of("node", "node_modules/tsx/dist/cli.mjs", "ts/tools/build.ts", "--quick", "--into", into.toString()));
            built = into.resolve("dist");
        }
        nothing();
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = HOME.resolve(built.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Another program in its place. */
    static void instead(String javaScript) throws IOException {
        nothing();
        Files.createDirectories(HOME.resolve("bin"));
        Files.writeString(HOME.resolve("bin/ecs-promote.cjs"), javaScript);
    }

    static void nothing() throws IOException {
        if (!Files.exists(HOME)) {
            return;
        }
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Runs the installed program in a folder and answers what it says on stdout. */
    static String program(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("node", HOME.resolve("bin/ecs-promote.cjs").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
        return output;
    }

    /** Runs a command in the checkout and answers what it says. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + output);
        }
        return output;
    }
}
