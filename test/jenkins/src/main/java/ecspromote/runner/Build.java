package ecspromote.runner;

import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import ecspromote.runner.declarative.Declarative;
import groovy.lang.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * One build of a pipeline: runs its Jenkinsfile on the real engine, and keeps what a person would see of it afterwards.
 *
 * <p>After every step the program is written, read back, and the copy goes on, as if the controller had been restarted there. What
 * does not survive that fails the build, and so does every call that the engine took for another one (a mismatch).
 */
public final class Build {
    private static final ThreadLocal<Build> CURRENT = new ThreadLocal<>();

    private final Jenkins jenkins;
    private final String job;
    private final int number;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> stashes = new HashMap<>();
    private final Map<String, Object> vars = new HashMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Counts counts = new Counts();
    private final Set<String> commands = new TreeSet<>();
    private final StringBuilder log = new StringBuilder();
    private Scm scm;
    private Compiler compiler;
    private Program program;
    private final long startedAt;
    private final long startTimeInMillis = System.currentTimeMillis();
    private int milestonesPassed;
    private String displayName;
    private String description;
    private String result;
    private Throwable failure;
    private RunnerFailure violation;

    Build(Jenkins jenkins, String job, int number) {
        this.jenkins = jenkins;
        this.job = job;
        this.number = number;
        startedAt = jenkins.nanoTime();
        displayName = "#" + number;
        environment.put("JOB_NAME", job);
        environment.put("JOB_BASE_NAME", job.replaceFirst(".*/", ""));
        environment.put("BUILD_NUMBER", String.valueOf(number));
        environment.put("BUILD_TAG", "jenkins-" + job.replace('/', '-') + "-" + number);
        environment.put("BUILD_URL", "https://jenkins.acme.example/job/" + job.replace("/", "/job/") + "/" + number + "/");
        environment.put("JENKINS_URL", "https://jenkins.acme.example/");
        environment.put("JENKINS_HOME", "/var/jenkins_home");
    }

    static Build current() {
        Build build = CURRENT.get();
        if (build == null) {
            throw new RunnerFailure("No pipeline runs on this thread");
        }
        return build;
    }

    public Build with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public Build from(Path repository, String branch) {
        scm = new Scm(repository.toString(), branch);
        return this;
    }

    /** Runs the Jenkinsfile to its end; the result is what Jenkins would show. */
    public Build run(String jenkinsfile) {
        CURRENT.set(this);
        CpsCallableInvocation.registerMismatchHandler(this::mismatch);
        Sandbox sandbox = jenkins.isSandboxed() ? Sandbox.entered() : null;
        try {
            save();
            compiler = new Compiler(jenkins.library(), "ecs-promote", jenkins.isSandboxed());
            program = new Program(jenkins.isSandboxed());
            Declarative read = Declarative.read(jenkinsfile);
            read.parameters().forEach(parameters::putIfAbsent);
            program.push(Body.of(compiler.script(read.script(), "WorkflowScript"), Place.outside()));
            finish(drive());
        } finally {
            if (sandbox != null) {
                sandbox.leave();
            }
            CpsCallableInvocation.registerMismatchHandler(null);
            CURRENT.remove();
        }
        return this;
    }

    private Outcome drive() {
        while (true) {
            StepCall call = program.proceed();
            if (!mismatches.isEmpty()) {
                throw new RunnerFailure("The engine took one call for another: " + mismatches);
            }
            if (violation != null) {
                throw violation;
            }
            if (call == null) {
                if (!program.leave(this)) {
                    return program.outcome();
                }
                continue;
            }
            Place place = program.place();
            program.resume(() -> Steps.run(call, place, this));
            program = program.restarted(compiler.classes(), call.step());
        }
    }

    private void finish(Outcome outcome) {
        failure = outcome.getAbnormal();
        if (failure != null) {
            boolean interrupted = failure instanceof FlowInterruptedException;
            log(failure instanceof AbortException ? "ERROR: " + failure.getMessage() : failure.toString());
            result = interrupted ? ((FlowInterruptedException) failure).result() : "FAILURE";
        } else if (result == null) {
            result = "SUCCESS";
        }
        log("Finished: " + result);
        save();
    }

    /** A var answers for its own name: Jenkins calls its {@code call}, and says so to nobody. */
    private void mismatch(Object expected, String expectedMethod, Object actual, String actualMethod) {
        boolean isVar = expected instanceof PipelineScript && "call".equals(actualMethod) && compiler.hasVar(expectedMethod);
        if (!isVar) {
            mismatches.add("expected to call " + expectedMethod + " but wound up catching " + actualMethod);
        }
    }

    /** Something that no pipeline may catch. Answers what to throw, so that the pipeline goes no further. */
    static RunnerFailure violation(String message) {
        RunnerFailure violation = new RunnerFailure(message);
        current().violation = violation;
        return violation;
    }

    Object libraryVar(String name) {
        if (compiler == null || !compiler.hasVar(name)) {
            return null;
        }
        return vars.computeIfAbsent(name, compiler::newVar);
    }

    Object globalVariable(String name) {
        return switch (name) {
            case "env" -> new EnvironmentVariables();
            case "params" -> new LinkedHashMap<>(parameters);
            case "currentBuild" -> new CurrentBuild();
            case "scm" -> scm;
            default -> libraryVar(name) != null ? libraryVar(name) : variables(program.place()).get(name);
        };
    }

    /** What a process started there would see. */
    public Map<String, String> variables(Place place) {
        Map<String, String> all = new LinkedHashMap<>(jenkins.variables());
        all.putAll(environment);
        all.putAll(parameters);
        place.variables().forEach((name, value) -> override(all, name, value));
        return all;
    }

    /** As Jenkins does: what {@code NAME+SUFFIX} says is put in front of what is there. */
    private static void override(Map<String, String> all, String name, String value) {
        int plus = name.indexOf('+');
        String real = plus < 0 ? name : name.substring(0, plus);
        String before = plus < 0 ? null : all.get(real);
        all.put(real, before == null ? value : value + ":" + before);
    }

    Place place() {
        return program.place();
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A script that the pipeline loads; it is compiled like the Jenkinsfile. */
    public Script compile(String text, String name) {
        return compiler.script(text, name);
    }

    /** The checkout that the library is. */
    public Path library() {
        return jenkins.library();
    }

    void save() {
        Jenkins.write(jenkins.buildFolder(job, number).resolve("build.xml"), BuildXml.of(result, shownName(), description));
    }

    private String shownName() {
        return displayName.equals("#" + number) ? null : displayName;
    }

    public Path archive() {
        return jenkins.buildFolder(job, number).resolve("archive");
    }

    public String archived(String path) {
        return Jenkins.read(archive().resolve(path));
    }

    public boolean hasArchived(String path) {
        return Files.exists(archive().resolve(path));
    }

    /** The nth {@code milestone} that this build reaches. */
    public int nextMilestone() {
        return ++milestonesPassed;
    }

    public Map<String, Map<String, byte[]>> stashes() {
        return stashes;
    }

    public void log(String line) {
        log.append(line).append('\n');
    }

    /** Something that an order matters of: a lock taken, a person asked. */
    public void event(String event) {
        events.add(event);
    }

    /** What anybody on the agent could see in its list of processes. */
    public void sawCommand(String commandLine) {
        commands.add(commandLine);
    }

    public Set<String> commands() {
        return commands;
    }

    public List<String> events() {
        return events;
    }

    public String log() {
        return log.toString();
    }

    public Counts counts() {
        return counts;
    }

    public Jenkins jenkins() {
        return jenkins;
    }

    public String job() {
        return job;
    }

    public int number() {
        return number;
    }

    long startTimeInMillis() {
        return startTimeInMillis;
    }

    long duration() {
        return TimeUnit.NANOSECONDS.toMillis(jenkins.nanoTime() - startedAt);
    }

    public String displayName() {
        return displayName;
    }

    public String description() {
        return description;
    }

    public String result() {
        return result;
    }

    /** What ended it before its end; null when nothing did. */
    public Throwable failure() {
        return failure;
    }

    void setDisplayName(String name) {
        displayName = name;
        save();
    }

    void setDescription(String text) {
        description = text;
        save();
    }

    public void setResult(String worse) {
        result = worse;
    }

    /** How often each step and each block ran, and how many processes. */
    public static final class Counts {
        private final Map<String, Integer> steps = new TreeMap<>();
        private final Map<String, Integer> blocks = new TreeMap<>();
        private int processes;

        void step(String name, boolean isBlock) {
            (isBlock ? blocks : steps).merge(name, 1, Integer::sum);
        }

        public void process() {
            processes++;
        }

        public Map<String, Integer> steps() {
            return steps;
        }

        public Map<String, Integer> blocks() {
            return blocks;
        }

        public int processes() {
            return processes;
        }
    }
}
