package ecspromote.runner.steps;

import ecspromote.runner.AbortException;
import ecspromote.runner.Arguments;
import ecspromote.runner.Build;
import ecspromote.runner.Place;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Step;
import ecspromote.runner.StringParameter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a build of another job into the queue, from where a test takes it. Nothing here waits for one: that would hold a whole build. */
public final class BuildJob implements Step {
    @Override
    public String name() {
        return "build";
    }

    @Override
    public List<String> arguments() {
        return List.of("job", "parameters", "wait");
    }

    @Override
    public List<String> required() {
        return List.of("job");
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public String plugin() {
        return "pipeline-build-step";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        if (!Boolean.FALSE.equals(arguments.get("wait"))) {
            throw new RunnerFailure("build was called without wait: false");
        }
        String job = fullName(arguments.text("job"), build.job());
        if (!Files.isDirectory(build.jenkins().jobFolder(job))) {
            throw new AbortException("No item named " + arguments.text("job") + " found");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Object each : (Iterable<?>) arguments.get("parameters")) {
            StringParameter parameter = (StringParameter) each;
            parameters.put(parameter.name(), parameter.value());
        }
        build.log("Scheduling project: " + job);
        build.jenkins().enqueue(job, parameters);
        return null;
    }

    /** As a path is meant: from the top with a slash before it, else from the folder of the job that asks. */
    private static String fullName(String job, String asking) {
        return job.startsWith("/") ? job.substring(1) : asking.replaceFirst("[^/]*$", "") + job;
    }
}
