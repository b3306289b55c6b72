package ecspromote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository with a branch main, and a clone in which people commit. */
final class Repository {
    final Path bare;
    private final Path clone;

    Repository(Path folder, String name) {
        bare = folder.resolve(name + ".git");
        clone = folder.resolve(name);
        git(folder, "", "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
        git(folder, "", "init", "--quiet", "--initial-branch=main", clone.toString());
    }

    /** The message goes in as a file does: no shell and no argument list sees it. */
    Repository commit(String message, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = clone.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                if (file.getValue().startsWith("#!") && !path.toFile().setExecutable(true)) {
                    throw new IOException(path + " can't be made executable");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(clone, "", "add", "--all");
        git(clone, message, "-c", "user.name=Ben", "-c", "user.email=ben@acme.example", "commit", "--quiet",
                "--allow-empty", "--cleanup=verbatim", "--file=-");
        git(clone, "", "push", "--quiet", bare.toString(), "HEAD:main");
        return this;
    }

    /** Gives what was committed last another branch, too. */
    Repository branch(String name) {
        git(clone, "", "push", "--quiet", bare.toString(), "HEAD:refs/heads/" + name);
        return this;
    }

    private static String git(Path folder, String input, String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
