package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.GroovyShell;
import hudson.model.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** jenkins/choices/upstreamBuilds.groovy on a controller that is made up, with the real program and without. */
class ChoiceScriptTest {
    private static final Path SCRIPT = Installed.ROOT.resolve("jenkins/choices/upstreamBuilds.groovy");
    private static final String HANGING = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void aController() throws IOException {
        home = new Home(folder);
        Installed.nothing();
    }

    /** As Script Security runs it, with the settings at its top. */
    private static List<?> lines(String job, int limit, String eligibleFor) throws IOException {
        return run(settings(job, limit, eligibleFor));
    }

    private static List<?> lines(String job) throws IOException {
        return lines(job, 100, "");
    }

    private static String settings(String job, int limit, String eligibleFor) throws IOException {
        String script = Files.readString(SCRIPT);
        String body = script.substring(script.indexOf("\n//"));
        return "def job = " + literal(job) + "\ndef limit = " + limit + "\ndef eligibleFor = " + literal(eligibleFor)
            + "\ndef configFrom = 'seed'" + body;
    }

    /** Waits one second where the script as it stands waits four. */
    private static String impatient(String script) {
        assertTrue(script.contains("def patience = 4000"));
        return script.replace("def patience = 4000", "def patience = 1000");
    }

    private static String literal(String text) {
        return "new String('" + java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            + "'.decodeBase64(), 'UTF-8')";
    }

    private static List<?> run(String script) {
        return (List<?>) new GroovyShell().evaluate(script);
    }

    private void threeBuilds(String jobName) {
        Job job = home.job(jobName);
        home.build(jobName, job, 88, "Add a button", "SUCCESS");
        home.build(jobName, job, 89, "Break it", "FAILURE");
        home.build(jobName, job, 90, "Fix the rounding of GST", "SUCCESS");
        home.build(jobName, job, 91, "Still going", null);
    }

    private static final List<String> TWO_LINES = List.of("90-Fix the rounding of GST", "88-Add a button");

    @Test
    void asItStandsItListsDeployTest() throws IOException {
        threeBuilds("deploy-test");
        assertEquals(TWO_LINES, run(Files.readString(SCRIPT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy-test", "team/deploy-test"})
    void listsWhatTheProgramSays(String job) throws Exception {
        threeBuilds(job);
        Installed.theProgram();
        Jenkins.get().put(job, null);
        assertEquals(TWO_LINES, lines(job));
    }

    @Test
    void listsABranchOfAMultibranchProject() throws Exception {
        Job branch = home.branch("service1", "feature%2Fx");
        home.branchBuild("service1", branch, 7, "Try it");
        assertEquals(List.of("7-Try it"), lines("service1/feature%2Fx"));
        Installed.theProgram();
        Jenkins.get().put("service1/feature%2Fx", null);
        assertEquals(List.of("7-Try it"), lines("service1/feature%2Fx"));
    }

    @Test
    void listsFromJenkinsWhereTheProgramIsMissing() throws IOException {
        threeBuilds("deploy-test");
        assertEquals(TWO_LINES, lines("deploy-test"));
        assertEquals(TWO_LINES.subList(0, 1), lines("deploy-test", 1, ""));
    }

    @Test
    void listsFromJenkinsWhereNodeIsMissing() throws Exception {
        threeBuilds("deploy-test");
        Installed.theProgram();
        assertEquals(TWO_LINES, run(settings("deploy-test", 100, "").replace("('node',", "('no-such-node',")));
    }

    @Test
    void listsFromJenkinsWhenTheProgramFails() throws IOException {
        threeBuilds("deploy-test");
        Installed.instead("console.log('12-Half of it'); process.exit(1);");
        assertEquals(TWO_LINES, lines("deploy-test"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            HANGING,
            "require('child_process').spawn('sleep', ['60'], { stdio: 'inherit' }); " + HANGING,
            "console.log('12-Half of it'); " + HANGING,
        })
    void givesUpOnAProgramThatHangs(String program) throws IOException {
        threeBuilds("deploy-test");
        Installed.instead(program);
        long before = System.nanoTime();
        assertEquals(TWO_LINES, run(impatient(settings("deploy-test", 100, ""))));
        long seconds = (System.nanoTime() - before) / 1_000_000_000;
        assertTrue(seconds >= 1 && seconds < 4, "it took " + seconds + " s");
    }

    @Test
    void drainsWhatTheProgramNarrates() throws IOException {
        Installed.instead("process.stderr.write('x'.repeat(1e6)); for (let n = 3000; n > 0; n--) console.log(n + '-' + 'é'.repeat(100));");
        List<?> lines = lines("deploy-test", 3000, "");
        assertEquals(3000, lines.size());
        assertEquals("3000-" + "é".repeat(100), lines.get(0));
    }

    @Test
    void saysWhyThereIsNothing() throws Exception {
        home.job("never-built");
        Job failing = home.job("failing");
        home.build("failing", failing, 1, "No", "FAILURE");
        assertEquals(
            List.of("No build to choose: there is no " + System.getenv("ECS_PROMOTE_HOME") + "/bin/ecs-promote.cjs"), lines("failing"));
        assertEquals(1, lines("no-such-job").size());
        Installed.theProgram();
        assertEquals(List.of("No build to choose: The job has no builds."), lines("never-built"));
        assertEquals(
            List.of("No build to choose: None of the 1 builds looked at ended in SUCCESS: 1 FAILURE."), lines("failing"));
        assertEquals(List.of("No build to choose: There is no job no-such-job in " + folder + "."), lines("no-such-job"));
        Installed.instead(HANGING);
        assertEquals(
            List.of("No build to choose: the program did not answer within 1 s"), run(impatient(settings("failing", 100, ""))));
        Installed.instead("");
        assertEquals(List.of("No build to choose: the program said nothing"), lines("failing"));
    }

    @Test
    void saysThatItCouldNotAskWhatIsEligible() throws IOException {
        threeBuilds("deploy-test");
        List<?> lines = lines("deploy-test", 100, "live");
        assertEquals(
            "Not only what may go to live: there is no " + System.getenv("ECS_PROMOTE_HOME") + "/bin/ecs-promote.cjs", lines.get(0));
        assertEquals(TWO_LINES, lines.subList(1, lines.size()));
    }

    @Test
    void asksTheProgramForWhatIsEligible() throws IOException {
        Installed.instead("const { job, limit, eligibleFor, configFrom } = JSON.parse(process.env.ECS_PROMOTE_INPUT); console.log([90, job, limit, eligibleFor, configFrom].join('-'));");
        assertEquals(List.of("90-deploy-staging-30-live-seed"), lines("deploy-staging", 30, "live"));
        assertEquals(List.of("90-deploy-staging-30--"), lines("deploy-staging", 30, ""));
    }

    @Test
    void theProgramListsWhatTheLedgerLetsGo() throws Exception {
        threeBuilds("deploy-test");
        Job seed = home.job("seed");
        home.build("seed", seed, 1, "#1", "SUCCESS");
        home.archive("seed", 1, "promotion.yaml", String.join("\n",
            "version: 1", "ledger: " + folder.resolve("ledger"), "defaults: { region: eu-west-1 }", "services: { web: { image: acme/web } }",
            "environments: { test: { cluster: t }, qa: { cluster: q }, live: { cluster: l, promotesFrom: test } }"));
        home.archive("deploy-test", 90, "output/release.json", "{\"parent\":null,\"services\":{\"web\":{\"build\":90,\"commit\":\""
            + "1".repeat(40) + "\",\"digest\":\"sha256:" + "2".repeat(64) + "\",\"image\":\"acme/web\",\"subject\":\"Fix\",\"tag\":\"90\"}},\"version\":1}");
        Installed.theProgram();
        assertEquals(TWO_LINES.subList(0, 1), lines("deploy-test", 100, "qa"));
        assertEquals(
            List.of("No build to choose: None of the 4 builds looked at can be chosen: "
                + "1 unfinished, 1 refused by order, 1 FAILURE, 1 without a readable output/release.json."),
            lines("deploy-test", 100, "live"));
    }

    @Test
    void looksAtNoMoreBuildsThanItNeeds() throws IOException {
        Job job = home.job("busy");
        for (int number = 1; number <= 5000; number++) {
            job.with(number, "Build " + number, number % 2 == 0 ? "SUCCESS" : "FAILURE");
        }
        assertEquals(100, lines("busy").size());
        assertEquals(199, job.loaded());
    }

    @Test
    void looksAtAThousandBuildsAtMost() throws IOException {
        Job job = home.job("broken");
        for (int number = 1; number <= 5000; number++) {
            job.with(number, "Build " + number, "FAILURE");
        }
        assertEquals(1, lines("broken").size());
        assertEquals(1000, job.loaded());
    }

    @Test
    void stopsLoadingFromASlowDisk() throws IOException {
        Job job = home.job("slow").loadsSlowly(300);
        for (int number = 1; number <= 100; number++) {
            job.with(number, "Build " + number, "SUCCESS");
        }
        int size = lines("slow").size();
        assertTrue(size >= 5 && size <= 8, size + " lines");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "$(touch pwned)", "'; touch pwned; '", "`touch pwned`", "${new File('pwned').text = 1}", "\\u0027 + 1", "--jenkins-home=/",
            "-h", "a\"b", "a b", "../../secrets", "/etc/passwd", "a\nb", "", "日本語", "😀", "%2F", "a;b", "a|b>pwned", "{}", "null",
        })
    void takesTheJobsNameAsText(String name) throws Exception {
        Installed.theProgram();
        List<?> lines = lines(name);
        assertEquals(1, lines.size());
        String line = (String) lines.get(0);
        assertTrue(line.startsWith("No build to choose: ") && !line.contains("\n"), line);
        assertFalse(Files.exists(Path.of("pwned")));
        assertFalse(Files.exists(folder.resolve("pwned")));
        assertFalse(Files.exists(Installed.ROOT.resolve("pwned")));
    }

    @Test
    void showsDisplayNamesAsTextAndTheSameBothWays() throws Exception {
        List<String> names = List.of(
            "$(touch pwned) '; env.LIVE=1 //\\u0022 ${env.SECRET}", "two\nlines\r\nand more", "<b>bold</b> & \"quoted\"", "Zeile Trenner",
            "tab\there", "hot-fix - again", "日本語 😀", "next\u0085line");
        Job job = home.job("deploy-test");
        for (int at = 0; at < names.size(); at++) {
            home.build("deploy-test", job, at + 1, names.get(at), "SUCCESS");
        }
        List<?> fromJenkins = lines("deploy-test");
        Installed.theProgram();
        assertEquals(lines("deploy-test"), fromJenkins);
        assertEquals("1-" + names.get(0), fromJenkins.get(names.size() - 1));
    }
}
