package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import ecspromote.runner.RunnerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner finds what a controller would stumble over; a runner that is too kind makes every other test worthless. */
class RunnerTest {
    @TempDir
    Path folder;

    private Path library;
    private Jenkins jenkins;

    @BeforeEach
    void aLibrary() throws IOException {
        library = Files.createDirectories(folder.resolve("a library"));
        Files.createDirectories(library.resolve("vars"));
        Files.createDirectories(library.resolve("resources"));
        jenkins = new Jenkins(folder.resolve("jenkins"), library);
    }

    private Build run(String jenkinsfile) {
        return jenkins.build("job").run(jenkinsfile);
    }

    private void var(String name, String text) throws IOException {
        Files.writeString(library.resolve("vars").resolve(name + ".groovy"), text);
    }

    private String failureOf(String jenkinsfile) {
        return assertThrows(RunnerFailure.class, () -> run(jenkinsfile)).getMessage();
    }

    @Nested
    class Loops {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "[a: 1, b: 2, c: 3].each { name, value -> sh \"\"\"echo $name-$value\"\"\" }",
            "[a: 1, b: 2, c: 3].each { sh \"\"\"echo ${it.key}-${it.value}\"\"\" }",
            "['a-1', 'b-2', 'c-3'].each { sh \"\"\"echo $it\"\"\" }",
            "for (word in ['a-1', 'b-2', 'c-3']) { sh \"\"\"echo $word\"\"\" }",
            "def all = ['a-1', 'b-2', 'c-3']; for (int i = 0; i < all.size(); i++) { sh \"\"\"echo ${all[i]}\"\"\" }",
        })
        void runEveryRoundOverSteps(String loop) {
            Build build = run("node { " + loop.replace("\"\"\"", "\"") + " }");
            assertEquals("SUCCESS", build.result(), build.log());
            assertEquals(3, build.counts().processes(), build.log());
            assertTrue(build.log().contains("\na-1\n"), build.log());
            assertTrue(build.log().contains("\nc-3\n"), build.log());
        }
    }

    @Test
    void aLoopOverAMapsOwnEntriesFailsAtItsFirstStep() {
        assertTrue(failureOf("for (entry in [a: 1]) { echo entry.key }").contains("Entry is held over the step echo"));
    }

    @Nested
    class AfterARestart {
        @Test
        void localsClosuresAndFieldsGoOn() {
            Build build = run("""
                    import groovy.transform.Field
                    @Field int rounds = 0
                    def twice(Closure body) { body(); body() }
                    def name = 'x'
                    twice { rounds++; echo "round $rounds of $name" }
                    try { error 'stop' } catch (e) { name = e.message }
                    echo "then $name $rounds"
                    """);
            assertTrue(build.log().contains("round 2 of x\nthen stop 2\n"), build.log());
        }

        @Test
        void aValueThatCannotBeWrittenFails() {
            String message = failureOf("def m = ('a1' =~ /(\\d)/); echo 'step'; echo m.group(1)");
            assertTrue(message.contains("java.util.regex.Matcher is held over the step echo"), message);
        }

        @Test
        void aValueThatIsNotHeldOverAStepIsAllowed() {
            Build build = run("@NonCPS String digit(t) { def m = (t =~ /(\\d)/); m.find(); m.group(1) }\necho digit('a1')");
            assertTrue(build.log().contains("1\nFinished: SUCCESS"), build.log());
        }
    }

    @Test
    void aMismatchOfTheEngineFails() {
        String message = failureOf("def l = ['b', 'a', 'c']\nl.sort { x, y -> x <=> y }\necho l.toString()");
        assertTrue(message.contains("expected to call sort but wound up catching call"), message);
    }

    @Test
    void anUnknownStepIsAnErrorThatNamesIt() {
        Build build = run("try { lokc('x') { } } catch (NoSuchMethodError e) { echo e.message }");
        assertTrue(build.log().startsWith("No such DSL method 'lokc' found among steps"), build.log());
        assertEquals("FAILURE", run("try { lokc('x') { } } catch (Exception e) { }").result());
    }

    @Test
    void anUnknownArgumentFails() {
        Build build = run("node { sh(script: 'true', returnStdOut: true) }");
        assertTrue(build.failure().getMessage().contains("Unknown parameter(s) of sh: [returnStdOut]"), build.log());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sh 'true'", "readFile 'x'", "writeFile file: 'x', text: 'y'", "deleteDir()", "archiveArtifacts 'x'"})
    void aStepThatNeedsAWorkspaceFailsOutsideNode(String step) {
        assertTrue(failureOf(step).contains("outside node"));
    }

    @Test
    void inputInsideNodeFails() {
        assertTrue(failureOf("node { input 'Go on?' }").contains("hold an executor"));
    }

    @Test
    void aPluginThatIsMissingTakesItsStepsAway() {
        jenkins.without("lockable-resources");
        Build build = run("lock('x') { echo 'never' }");
        assertEquals(NoSuchMethodError.class, build.failure().getClass());
    }

    @Nested
    class Shells {
        @Test
        void failAndTraceAsJenkinsDoes() {
            Build build = run("node { sh 'echo one; false; echo two' }");
            assertEquals("script returned exit code 1", build.failure().getMessage());
            assertTrue(build.log().contains("+ echo one\none\n+ false"), build.log());
        }

        @Test
        void answerStatusOrOutput() {
            Build build = run("node { def s = sh(script: 'exit 7', returnStatus: true)\n"
                    + "def o = sh(script: 'echo out', returnStdout: true)\necho \"$s ${o.trim()}\" }");
            assertTrue(build.log().contains("\n7 out\n"), build.log());
        }

        @Test
        void seeTheVariablesAroundThem() {
            Build build = run("env.A = 'one'\nnode('linux') { withEnv(['B=t w$o', 'PATH+X=/nowhere']) { dir('in') {\n"
                    + "sh 'echo \"$A-$B-$NODE_NAME-$(basename \"$PWD\")\"' } } }");
            assertTrue(build.log().contains("\none-t w$o-linux-in\n"), build.log());
        }

        @Test
        void showTheirCommandsToWhoeverLooksAtTheProcesses() {
            Build build = run("node { withEnv(['HIDDEN=x']) { sh 'sleep 0.5 # $HIDDEN' } }");
            assertTrue(build.commands().stream().anyMatch(command -> command.endsWith("sleep 0.5")), build.commands().toString());
        }

        @Test
        void areEndedByATimeout() {
            Build build = run("node { timeout(time: 200, unit: 'MILLISECONDS') { sh 'sleep 20' } }");
            assertEquals("ABORTED", build.result(), build.log());
        }

        @Test
        void areAbortedByAPersonUnlessTheyEndWithZero() {
            jenkins.abortedAt("\nbegun");
            Build build = run("node { sh 'echo begun; exec sleep 20' }\necho 'never'");
            assertEquals("ABORTED", build.result(), build.log());
            assertTrue(build.log().contains("\nscript returned exit code 143\n"), build.log());
            jenkins.abortedAt("\nbegun");
            Build swallowed = run("node { sh \"trap 'exit 0' TERM; echo begun; while true; do sleep 0.1; done\" }\necho 'went on'");
            assertEquals("SUCCESS", swallowed.result(), swallowed.log());
        }
    }

    @Test
    void artifactsGoFromBuildToBuildThroughTheHome() {
        jenkins.build("a").run("node { writeFile(file: 'out/deep/x.txt', text: 'é')\narchiveArtifacts 'out/**' }");
        jenkins.build("a").run("node { error 'broken' }");
        Build build = jenkins.build("b").run("""
                node {
                    copyArtifacts(projectName: 'a', selector: lastSuccessful(), filter: 'out/**/*.txt', target: 'import', flatten: true)
                    copyArtifacts(projectName: 'a', selector: specific('1'))
                    echo readFile('import/x.txt') + readFile(file: 'out/deep/x.txt', encoding: 'Base64')
                }
                """);
        assertTrue(build.log().contains("\néw6k=\n"), build.log());
        assertEquals("SUCCESS", build.result());
    }

    @Test
    void aLibraryIsFoundOnlyWhereItIsNamed() throws IOException {
        var("greet", "def call(Map args) { echo \"hello ${args.name}\"; return word() }\ndef word() { 'done' }");
        assertTrue(run("@Library('ecs-promote@v1') _\necho greet(name: 'x')").log().startsWith("hello x\ndone\n"));
        assertEquals(NoSuchMethodError.class, run("greet(name: 'x')").failure().getClass());
        assertTrue(failureOf("@Library('other') _\necho 'x'").contains("no library other"));
    }

    @Test
    void varsCallVarsAndTakeClosures() throws IOException {
        var("outer", "def call(Closure body) { node { inner('x', body) } }");
        var("inner", "def call(name, body) { stage(name) { def r = body(); sh \"echo $r\" } }");
        Build build = run("@Library('ecs-promote') _\nouter { sh 'true'; return 'from the body' }");
        assertTrue(build.log().contains("\nfrom the body\n"), build.log());
    }

    @Test
    void aLoadedFileSetsVariables() {
        Build build = run("node { writeFile(file: 'a.groovy', text: \"env.SERVICE1_BUILD=90\")\nload 'a.groovy'\nsh 'echo is $SERVICE1_BUILD' }");
        assertTrue(build.log().contains("\nis 90\n"), build.log());
    }

    @Test
    void aPersonAnswersAnInputAndOnlyWhoMay() {
        jenkins.answeredBy("mei", "release-managers");
        Build build = run("def who = input(message: 'Go on?', submitter: 'release-managers', submitterParameter: 'approver')\necho who");
        assertTrue(build.log().contains("Go on?\nmei\n"), build.log());
        jenkins.answeredBy("bob");
        assertTrue(failureOf("input(message: 'Go on?', submitter: 'release-managers')").contains("bob may not answer"));
        jenkins.declinedBy("mei");
        assertEquals("ABORTED", run("input 'Go on?'").result());
    }

    @Test
    void anAnswerMayBeAChoiceAndNobodyAnswersOnlyATimeout() {
        String ask = "input(message: 'Which?', submitterParameter: 'who', parameters: [choice(name: 'way', choices: ['on', 'back'])])";
        jenkins.answeredBy("mei").answeredBy("mei").choosing("back");
        assertTrue(run("echo \"${" + ask + "}\"").log().contains("\n[way:on, who:mei]\n"));
        assertTrue(run("echo \"${" + ask + "}\"").log().contains("\n[way:back, who:mei]\n"));
        jenkins.nobodyAnswers();
        Build build = run("""
                import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException
                long before = currentBuild.duration
                try { timeout(time: 2, unit: 'HOURS') { input 'Go on?' } } catch (FlowInterruptedException e) { echo 'nobody' }
                echo "${(currentBuild.duration - before) >= 7200000}"
                """);
        assertTrue(build.log().contains("\nnobody\ntrue\n"), build.log());
        jenkins.nobodyAnswers();
        assertTrue(failureOf("input 'Go on?'").contains("Nobody is there to answer"));
    }

    @Test
    void anOlderBuildNeverPassesAMilestoneThatANewerOneHas() {
        Build older = jenkins.build("job");
        Path folder = jenkins.buildFolder("job", 5);
        assertTrue(folder.toFile().mkdirs());
        assertEquals("SUCCESS", jenkins.build("job").run("milestone()").result());
        assertEquals("NOT_BUILT", older.run("milestone()").result());
    }

    @Test
    void retryAndCatchErrorGoOn() {
        Build build = run("def n = 0\nretry(3) { n++; if (n < 3) { error 'again' } }\ncatchError { error 'seen' }\necho \"after $n\"");
        assertTrue(build.log().contains("ERROR: seen\nafter 3\n"), build.log());
        assertEquals("FAILURE", build.result());
    }

    @Test
    void stepsBlocksAndProcessesAreCountedApart() {
        Build build = run("node { withEnv(['A=1']) { sh 'true'; sh 'true'; echo 'x' } }");
        assertEquals(Map.of("sh", 2, "echo", 1), build.counts().steps());
        assertEquals(Map.of("node", 1, "withEnv", 1), build.counts().blocks());
        assertEquals(2, build.counts().processes());
    }

    @Test
    void theSandboxStopsWhatIsNotOnItsList() {
        jenkins.sandboxed();
        String message = failureOf("'id'.execute()");
        assertEquals("Scripts not permitted to use method java.lang.String execute", message);
        assertEquals(List.of(), run("echo 'x'").events());
    }
}
