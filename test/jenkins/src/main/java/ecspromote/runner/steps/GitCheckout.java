package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Place;
import ecspromote.runner.Scm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As the Git plugin does it: fetches into the workspace, and checks the commit out without a branch. */
final class GitCheckout {
    private GitCheckout() {}

    static Map<String, String> into(Place place, Scm scm) throws IOException, InterruptedException, AbortException {
        Path folder = Files.createDirectories(place.currentFolder());
        if (!Files.exists(folder.resolve(".git"))) {
            git(folder, "init", "--quiet");
            git(folder, "remote", "add", "origin", scm.url());
        }
        git(folder, "fetch", "--quiet", "--force", scm.url(), "+refs/heads/*:refs/remotes/origin/*");
        git(folder, "checkout", "--quiet", "--force", "--detach", "refs/remotes/origin/" + scm.branch());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("GIT_URL", scm.url());
        answer.put("GIT_BRANCH", "origin/" + scm.branch());
        answer.put("GIT_COMMIT", git(folder, "rev-parse", "HEAD").strip());
        return answer;
    }

    private static String git(Path folder, String... words) throws IOException, InterruptedException, AbortException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AbortException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
