package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vars that need no AWS, with the real bundles. */
class StepsOfABuildTest {
    private static final String LIBRARY = "@Library('ecs-promote') _\n";

    @TempDir
    Path folder;

    private Jenkins jenkins;

    @BeforeEach
    void anAgentWithTheImage() {
        jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString());
    }

    private Build run(String jenkinsfile) {
        return jenkins.build("job").run(LIBRARY + jenkinsfile);
    }

    private static void succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
    }

    @Test
    void theBuildIsNamedAfterItsLastCommitAndThatTakesOneProcess() {
        Repository repository = new Repository(folder, "service1").commit("Fix the rounding of GST\n\nHalf cents.", Map.of());
        Build build = jenkins.build("job").from(repository.bare, "main").run(LIBRARY + "node { checkout scm\necsSetDisplayName() }");
        succeeded(build);
        assertEquals("Fix the rounding of GST", build.displayName());
        assertEquals("Fix the rounding of GST\n\nHalf cents.", build.description());
        assertEquals(Map.of("checkout", 1, "libraryResource", 1, "sh", 1, "fileExists", 1, "readFile", 1), build.counts().steps());
        assertEquals(1, build.counts().processes());
    }

    @Test
    void anEnvArtifactIsWhatWasWritten() {
        Build build = run("""
                node {
                    def values = [SERVICE1_BUILD: 90, SERVICE1_COMMIT_MSG: 'It\\'s "$5" = \\\\u0022 ${HOME} é 漢\\n`id`']
                    String file = ecsWriteServiceEnv(service: 'service1', values: values)
                    def read = ecsReadServiceEnv(files: [file])
                    echo "same: ${read == values.collectEntries { k, v -> [k, v.toString()] }}"
                    load file
                    echo "loaded: ${env.SERVICE1_COMMIT_MSG == values.SERVICE1_COMMIT_MSG}"
                }
                """);
        succeeded(build);
        assertTrue(build.log().contains("same: true\nloaded: true\n"), build.log());
        assertEquals(2, build.counts().processes());
    }

    @Test
    void anInputBeyondOneVariableGoesByFile() {
        Build build = run("""
                node {
                    def values = [:]
                    for (int i = 0; i < 20; i++) { values["SERVICE1_V$i".toString()] = 'x' * 7000 }
                    ecsWriteServiceEnv(service: 'service1', values: values)
                    echo "${ecsReadServiceEnv(files: ['output/service1.env.groovy']).SERVICE1_V19.length()}"
                }
                """);
        succeeded(build);
        assertTrue(build.log().contains("\n7000\n"), build.log());
        assertEquals(1, build.counts().steps().get("writeFile"));
    }

    @Test
    void upstreamBuildsAreLinesToChooseFrom() {
        jenkins.build("team/deploy-test").run("currentBuild.displayName = 'Fix - the \"$x\"'");
        jenkins.build("team/deploy-test").run("error 'broken'");
        jenkins.build("team/deploy-test").run("echo 'unnamed'");
        Build build = run("node { echo ecsUpstreamBuilds(job: 'team/deploy-test', jenkinsHome: '" + jenkins.home() + "').toString() }");
        succeeded(build);
        assertTrue(build.log().contains("[3-#3, 1-Fix - the \"$x\"]\n"), build.log());
    }

    @Test
    void withoutTheImageTheProgramIsWrittenOncePerAgent() throws IOException {
        jenkins.variable("ECS_PROMOTE_HOME", "/nowhere");
        Build first = run("node('bare') { ecsWriteServiceEnv(service: 's', values: [S_BUILD: 1])\necsWriteServiceEnv(service: 's', values: [S_BUILD: 1]) }");
        succeeded(first);
        assertEquals(filesOfTheProgram(), first.counts().steps().get("writeFile"));
        assertEquals(3, first.counts().processes());
        Build other = jenkins.build("other job").run(LIBRARY + "node('bare') { ecsWriteServiceEnv(service: 's', values: [S_BUILD: 1]) }");
        assertEquals(1, other.counts().processes());
        assertFalse(other.counts().steps().containsKey("writeFile"));
        Path cache = folder.resolve("jenkins/agents/bare/home/.cache/ecs-promote");
        try (var versions = Files.list(cache)) {
            assertEquals(List.of(Checkout.text("dist/VERSION").strip()), versions.map(path -> path.getFileName().toString()).toList());
        }
    }

    /** All of the library's resources but the schema, which only editors read. */
    private static int filesOfTheProgram() {
        return Checkout.library().resolve("resources/ecs-promote").toFile().list((all, name) -> !name.endsWith(".json")).length;
    }

    @Test
    void twoBuildsThatWriteItAtOnceDoNotDisturbEachOther() throws InterruptedException {
        jenkins.variable("ECS_PROMOTE_HOME", "/nowhere");
        List<Build> builds = List.of(jenkins.build("one"), jenkins.build("two"), jenkins.build("three"));
        String jenkinsfile = LIBRARY + "node('bare') { ecsWriteServiceEnv(service: 's', values: [S_BUILD: 1]) }";
        List<Thread> threads = builds.stream().map(build -> new Thread(() -> build.run(jenkinsfile))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        builds.forEach(StepsOfABuildTest::succeeded);
        assertEquals(1, folder.resolve("jenkins/agents/bare/home/.cache/ecs-promote").toFile().list().length);
    }

    @Test
    void aDamagedCacheIsSaidAndNotUsed() throws IOException {
        jenkins.variable("ECS_PROMOTE_HOME", "/nowhere").variable("ECS_PROMOTE_CACHE", folder.resolve("cache").toString());
        Path damaged = folder.resolve("cache").resolve(Checkout.text("dist/VERSION").strip());
        Files.writeString(Files.createDirectories(damaged).resolve("VERSION"), "");
        Build build = run("node { ecsWriteServiceEnv(service: 's', values: [S_BUILD: 1]) }");
        assertEquals("FAILURE", build.result());
        assertTrue(build.log().contains("remove it, or set ECS_PROMOTE_CACHE."), build.log());
    }

    @Test
    void anotherVersionOnTheImageIsNeverUsed() throws IOException {
        Path image = Files.createDirectories(folder.resolve("image/bin")).getParent();
        Files.writeString(image.resolve("VERSION"), "0.0.9+000000000000\n");
        Files.writeString(image.resolve("bin/ecs-promote.cjs"), "throw new Error('the wrong program ran')");
        jenkins.variable("ECS_PROMOTE_HOME", image.toString());
        Build build = run("node { ecsWriteServiceEnv(service: 's', values: [S_BUILD: 1]) }");
        succeeded(build);
        String version = Checkout.text("dist/VERSION").strip();
        assertTrue(build.log().contains("holds ecs-promote 0.0.9+000000000000, the library is " + version), build.log());
        assertTrue(build.log().contains("ecs-promote " + version + " from "), build.log());
    }

    @Test
    void aFailureIsAnErrorWithTheCataloguesCode() {
        Build build = run("node { ecsReadServiceEnv(files: ['gone.env.groovy']) }");
        assertEquals("FAILURE", build.result());
        String message = build.failure().getMessage();
        assertTrue(message.startsWith("ecs-promote service-env read ended with 4.\nfile-missing: "), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "ecsSetDisplayName(repos: '.')|ecsSetDisplayName has no argument repos. Did you mean repo?",
        "ecsUpstreamBuilds(jbo: 'x')|ecsUpstreamBuilds has no argument jbo. Did you mean job?",
        "ecsUpstreamBuilds(jbo: 'x')|ecsUpstreamBuilds needs job.",
        "ecsWriteServiceEnv(service: 's', value: [:])|ecsWriteServiceEnv has no argument value. Did you mean values?",
        "ecsPlan(environment: '', release: 'x')|ecsPlan needs environment.",
        "ecsPromote(agent: 'a', environment: 'test', chef: 'x')|ecsPromote has no argument chef. It has: agent, job,",
        "ecsPromote(agent: 'a', environment: 'test', job: 'j', services: ['s'])|and not both",
        "ecsPromote(agent: 'a', environment: 'test', services: ['s'], build: '1')|overrides names a build of a service",
        "ecsPromote(agent: 'a', environment: 'test', overrides: [s: 'newest'])|and not: newest",
        "ecsImport([:])|Give job, services, or environment",
        "ecsRollback(agent: 'a', environment: 'live', reason: '')|ecsRollback needs reason.",
        "ecsEnvironmentUp(agent: 'a', environment: 'test')|ecsEnvironmentUp needs reason.",
        "ecsEnvironmentDown(agent: 'a', reason: 'r')|Give environment, or due: true",
        "ecsOrchestrate(command: 'apply', stak: 'x')|Did you mean stack?",
        "ecsPromote(agent: 'a', environment: 'test', job: 'j', build: 'the newest')|and not: the newest",
        "ecsBuildService(agent: 'a', service: 's')|ecsBuildService needs image.",
        "ecsBuildService(agent: 'a', service: 's', image: 'i', builder: 'podman')|knows no builder podman. It knows docker, buildx,",
    })
    void aMistakeIsFoundBeforeAnAgentIsUsed(String call, String expected) {
        Build build = run(call);
        assertEquals("FAILURE", build.result());
        assertTrue(build.failure().getMessage().contains(expected), build.log());
        assertEquals(List.of(), build.events());
        assertEquals(0, build.counts().processes());
    }

    @Test
    void aStepOutsideNodeSaysSo() {
        Build build = run("ecsSetDisplayName()");
        assertEquals("ecs-promote display-name needs a workspace: call it inside node.", build.failure().getMessage());
    }
}
