package ecspromote.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A controller as far as pipelines see it: a Jenkins home on disk, agents with workspaces, plugins, and people who answer. */
public final class Jenkins {
    private final Path root;
    private final Path library;
    private final Set<String> missingPlugins = new TreeSet<>();
    private final Deque<Person> answers = new ArrayDeque<>();
    private final List<Queued> queue = new ArrayList<>();
    private final Map<String, Integer> milestones = new HashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private boolean sandboxed;
    private final Map<Integer, Runnable> meanwhile = new HashMap<>();
    private Runnable beforeLock = () -> {};
    private String abortAt;
    private long skippedNanos;

    /**
     * Someone who answers the next {@code input}.
     *
     * @param id null for nobody: then the time passes
     * @param groups those that a submitter list may name
     * @param choice of a choice parameter; null for its first one, as the page has it
     */
    public record Person(String id, List<String> groups, boolean approves, String choice) {}

    /** A build that another one has asked for. */
    public record Queued(String job, Map<String, String> parameters) {}

    /**
     * @param root an empty folder for the home and the workspaces
     * @param library the checkout that {@code @Library('ecs-promote')} stands for
     */
    public Jenkins(Path root, Path library) {
        this.root = root;
        this.library = library;
        variables.put("PATH", System.getenv("PATH"));
        write(home().resolve("config.xml"), "<?xml version='1.1' encoding='UTF-8'?>\n<hudson></hudson>\n");
    }

    public Jenkins without(String plugin) {
        missingPlugins.add(plugin);
        return this;
    }

    public Jenkins with(String plugin) {
        missingPlugins.remove(plugin);
        return this;
    }

    /** Pipelines and library run inside the script sandbox, as those of folder-level libraries do. */
    public Jenkins sandboxed() {
        sandboxed = true;
        return this;
    }

    /** A variable that every process on every agent sees. */
    public Jenkins variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** A secret text in the credentials store. */
    public Jenkins secret(String id, String text) {
        secrets.put(id, text);
        return this;
    }

    public String secret(String id) {
        if (!secrets.containsKey(id)) {
            throw new RunnerFailure("Could not find credentials entry with ID '" + id + "'");
        }
        return secrets.get(id);
    }

    public Jenkins answeredBy(String id, String... groups) {
        answers.add(new Person(id, List.of(groups), true, null));
        return this;
    }

    public Jenkins declinedBy(String id, String... groups) {
        answers.add(new Person(id, List.of(groups), false, null));
        return this;
    }

    /** What the last person chooses. */
    public Jenkins choosing(String choice) {
        Person person = answers.removeLast();
        answers.add(new Person(person.id(), person.groups(), person.approves(), choice));
        return this;
    }

    /** The next {@code input} is answered by nobody until its {@code timeout} has passed. */
    public Jenkins nobodyAnswers() {
        answers.add(new Person(null, List.of(), false, null));
        return this;
    }

    /** What happens in the world before the nth person from now answers; 1 is the next one. */
    public Jenkins meanwhile(int person, Runnable event) {
        meanwhile.put(person, event);
        return this;
    }

    /** What happens in the world while the next build waits for its lock. */
    public Jenkins beforeLock(Runnable event) {
        beforeLock = event;
        return this;
    }

    /** Someone aborts the build as soon as a process of it writes this; once. */
    public Jenkins abortedAt(String output) {
        abortAt = output;
        return this;
    }

    public Path home() {
        return root.resolve("jenkins home");
    }

    public Path jobFolder(String job) {
        return home().resolve("jobs").resolve(job.replace("/", "/jobs/"));
    }

    public Path buildFolder(String job, int number) {
        return jobFolder(job).resolve("builds").resolve(String.valueOf(number));
    }

    public Path workspace(String label, String job) {
        return root.resolve("agents").resolve(label).resolve("workspace").resolve(job);
    }

    /** A job that has no builds yet. */
    public Jenkins job(String name) {
        try {
            Files.createDirectories(jobFolder(name));
        } catch (IOException e) {
            throw new RunnerFailure(name, e);
        }
        return this;
    }

    /** A new build of a job, not yet run. */
    public Build build(String job) {
        int number = buildNumbers(job).stream().reduce(0, Integer::max) + 1;
        return new Build(this, job, number);
    }

    /** The newest build that ended well (or unstable, as Copy Artifact has it); 0 when there is none. */
    public int lastSuccessful(String job) {
        int newest = 0;
        for (int number : buildNumbers(job)) {
            String xml = read(buildFolder(job, number).resolve("build.xml"));
            boolean good = xml.contains("\n  <result>SUCCESS</result>") || xml.contains("\n  <result>UNSTABLE</result>");
            newest = good ? Math.max(newest, number) : newest;
        }
        return newest;
    }

    /** As in Jenkins, what waits in the queue already with the same parameters is not put there again. */
    public void enqueue(String job, Map<String, String> parameters) {
        Queued asked = new Queued(job, Map.copyOf(parameters));
        if (!queue.contains(asked)) {
            queue.add(asked);
        }
    }

    /** Takes out of the queue what waits there, the first first. */
    public List<Queued> queued() {
        List<Queued> waiting = List.copyOf(queue);
        queue.clear();
        return waiting;
    }

    public List<Person> unasked() {
        return List.copyOf(answers);
    }

    Path library() {
        return library;
    }

    boolean isSandboxed() {
        return sandboxed;
    }

    boolean lacks(String plugin) {
        return missingPlugins.contains(plugin);
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The controller's time, which goes on with the machine's and with {@link #pass}. */
    public long nanoTime() {
        return System.nanoTime() + skippedNanos;
    }

    public void pass(long nanos) {
        skippedNanos += nanos;
    }

    public Person nextPerson() {
        Map<Integer, Runnable> later = new HashMap<>();
        meanwhile.forEach((person, event) -> later.put(person - 1, event));
        meanwhile.clear();
        meanwhile.putAll(later);
        Runnable event = meanwhile.remove(0);
        if (event != null) {
            event.run();
        }
        return answers.poll();
    }

    public void waitForLock() {
        Runnable event = beforeLock;
        beforeLock = () -> {};
        event.run();
    }

    /** Whether someone aborts a build whose process has written that. */
    public boolean isAbortedBy(String output) {
        boolean aborted = abortAt != null && output.contains(abortAt);
        abortAt = aborted ? null : abortAt;
        return aborted;
    }

    /** Whether a build may go past its nth milestone: not when a newer one of its job has. */
    public boolean passesMilestone(String job, int ordinal, int number) {
        return milestones.merge(job + " " + ordinal, number, Math::max) == number;
    }

    private List<Integer> buildNumbers(String job) {
        List<Integer> numbers = new ArrayList<>();
        Path builds = jobFolder(job).resolve("builds");
        if (!Files.isDirectory(builds)) {
            return numbers;
        }
        try (var folders = Files.list(builds)) {
            folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .forEach(name -> numbers.add(Integer.valueOf(name)));
        } catch (IOException e) {
            throw new RunnerFailure(builds.toString(), e);
        }
        return numbers;
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RunnerFailure(file.toString(), e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RunnerFailure(file.toString(), e);
        }
    }
}
