package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A real process: {@code sh -xe} on a file, or the file itself where it begins with {@code #!}. */
public final class Sh implements Step {
    @Override
    public String name() {
        return "sh";
    }

    @Override
    public List<String> arguments() {
        return List.of("script", "returnStatus", "returnStdout", "encoding", "label");
    }

    @Override
    public List<String> required() {
        return List.of("script");
    }

    @Override
    public String soleArgument() {
        return "script";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (arguments.isTrue("returnStatus") && arguments.isTrue("returnStdout")) {
            throw new IllegalArgumentException("Cannot use both returnStdout and returnStatus");
        }
        build.counts().process();
        Path folder = Files.createTempDirectory("durable");
        Path output = folder.resolve("output.txt");
        Path log = arguments.isTrue("returnStdout") ? folder.resolve("log.txt") : output;
        Process process;
        // Two pipelines at once: a process that is begun while a script is being written would keep that open, and it could not be run.
        synchronized (Sh.class) {
            process = start(arguments.text("script"), place, build.variables(place), folder, output, log);
        }
        int status = statusOf(process, log, place, build);
        build.log(Files.readString(log, StandardCharsets.UTF_8).stripTrailing());
        if (arguments.isTrue("returnStatus")) {
            return status;
        }
        if (status != 0) {
            throw new AbortException("script returned exit code " + status);
        }
        return arguments.isTrue("returnStdout") ? Files.readString(output, StandardCharsets.UTF_8) : null;
    }

    private static Process start(
            String script, Place place, Map<String, String> variables, Path folder, Path output, Path log) throws IOException {
        Path file = folder.resolve("script.sh");
        Files.writeString(file, script, StandardCharsets.UTF_8);
        boolean ownInterpreter = script.startsWith("#!");
        if (ownInterpreter && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " can't be made executable");
        }
        Files.createDirectories(place.currentFolder());
        ProcessBuilder builder = ownInterpreter
                ? new ProcessBuilder(file.toString())
                : new ProcessBuilder("sh", "-xe", file.toString());
        builder.directory(place.currentFolder().toFile());
        // The machine's own settings of git and AWS have no part in this; an agent has a home and a search path.
        Map<String, String> seen = builder.environment();
        seen.clear();
        seen.putAll(variables);
        builder.redirectOutput(output.toFile());
        if (log.equals(output)) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(log.toFile());
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return builder.start();
    }

    /** A timeout and an abort send SIGTERM and wait for the end. */
    private static int statusOf(Process process, Path log, Place place, Build build) throws IOException, InterruptedException {
        long pause = 10;
        // Looking at all processes costs as much as a small one: often at the beginning, and then ever more seldom.
        while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            pause = Math.min(2 * pause, 160);
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .forEach(each -> each.info().commandLine().ifPresent(build::sawCommand));
            boolean late = place.deadline() != null && build.jenkins().nanoTime() >= place.deadline();
            if (late || build.jenkins().isAbortedBy(Files.readString(log, StandardCharsets.UTF_8))) {
                process.destroy();
                int status = process.waitFor();
                // Jenkins takes 0 for a success, and timeout and abort are lost.
                return status == 0 ? 0 : interrupted(status, late ? "Timeout has been exceeded" : "Aborted by a person", log, build);
            }
        }
        return process.exitValue();
    }

    private static int interrupted(int status, String why, Path log, Build build) throws IOException, InterruptedException {
        build.log(Files.readString(log, StandardCharsets.UTF_8).stripTrailing());
        build.log("script returned exit code " + status);
        throw new FlowInterruptedException("ABORTED", why);
    }
}
