package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A promotion during which AWS waits for a person, twice. Inside the sandbox, and restarted after every step. */
class PauseTest {
    private static final String CONFIGURATION = """
            version: 1
            defaults: { region: ap-southeast-2, accountId: "123456789012" }
            services:
              service3: { image: %s/service3 }
            environments:
              test: { cluster: appcluster-test }
              beta:
                promotesFrom: test
                cluster: appcluster-beta
                approval: { from: [release-managers] }
                strategy:
                  type: blueGreen
                  pauses: [{ stage: POST_SCALE_UP, minutes: 60 }, { stage: POST_PRODUCTION_TRAFFIC_SHIFT, minutes: 10 }]
            """.formatted(Acme.REGISTRY);

    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aTeam() {
        acme = new Acme(folder, CONFIGURATION);
        acme.jenkins.sandboxed();
        Sandbox.forget();
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    @BeforeEach
    void somethingNewIsInTest() {
        succeeded(acme.build("service3", "Count the covers"));
        String jenkinsfile = Checkout.jenkinsfile("deploy-test").replace("'service1', 'service2'", "'service3'");
        succeeded(acme.deployToTest(jenkinsfile));
    }

    private static Build succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    private static String record(Build build) {
        return build.archived("output/promotion.json").replaceAll("\\s+", "");
    }

    @Test
    void goesOnWithEachAnswerWithTheLockHeldAndNoAgent() {
        acme.jenkins.answeredBy("ravi", "release-managers");
        acme.jenkins.answeredBy("mei", "release-managers");
        acme.jenkins.answeredBy("anna", "release-managers").choosing("continue");
        Build beta = succeeded(acme.promote("beta", "test", ""));
        assertEquals(List.of(
                "node deploy", "milestone 1", "input Approve1 ravi", "lock ecs-promote-beta, the newest first", "milestone 2", "node deploy",
                "input Decide1 mei", "node deploy", "input Decide2 anna", "node deploy", "unlock ecs-promote-beta"), beta.events());
        assertTrue(beta.log().contains("beta waits for a decision: go on, or go back?\n  service3 waits at POST_SCALE_UP\n"), beta.log());
        assertTrue(record(beta).matches(".*\"answer\":\"continue\",\"answeredBy\":\"mei\".*\"answeredBy\":\"anna\".*"), record(beta));
        assertTrue(record(beta).contains("\"result\":\"verified\""));
        countsOfTwoPauses(beta);
    }

    /** Golden: one process more for each pause. */
    private static void countsOfTwoPauses(Build beta) {
        assertEquals(4, beta.counts().processes());
        assertEquals(
                Map.ofEntries(
                        Map.entry("archiveArtifacts", 3), Map.entry("checkout", 4), Map.entry("copyArtifacts", 1),
                        Map.entry("deleteDir", 4), Map.entry("fileExists", 4), Map.entry("input", 3),
                        Map.entry("libraryResource", 4), Map.entry("milestone", 2), Map.entry("readFile", 4),
                        Map.entry("sh", 4), Map.entry("stash", 1), Map.entry("unstash", 3)),
                beta.counts().steps());
        assertEquals(
                Map.of("dir", 4, "lock", 1, "node", 4, "stage", 4, "timeout", 2, "withEnv", 4), beta.counts().blocks());
    }

    @Test
    void goesBackWhenThatIsTheAnswer() {
        acme.jenkins.answeredBy("ravi", "release-managers");
        acme.jenkins.answeredBy("mei", "release-managers").choosing("rollback");
        Build beta = acme.promote("beta", "test", "");
        assertTrue(beta.failure().getMessage().startsWith("ecs-promote promote ended with 5.\n"), beta.log());
        assertTrue(beta.log().contains("mei decided at POST_SCALE_UP to go back"), beta.log());
        assertFalse(beta.hasArchived("output/release.json"));
        assertEquals("unlock ecs-promote-beta", beta.events().get(beta.events().size() - 1));
    }

    @Test
    void goesBackWhenNobodyAnswersByTheDeadlineOfTheHook() {
        acme.jenkins.answeredBy("ravi", "release-managers");
        acme.jenkins.answeredBy("mei", "release-managers");
        acme.jenkins.nobodyAnswers();
        acme.jenkins.meanwhile(3, () -> acme.emulator.pass(600));
        Build beta = acme.promote("beta", "test", "");
        assertTrue(beta.log().contains("\nNobody answered in time.\n"), beta.log());
        assertTrue(beta.failure().getMessage().startsWith("ecs-promote promote ended with 5.\n"), beta.log());
        assertTrue(record(beta).contains("\"result\":\"rolledBack\""), record(beta));
        assertEquals(4, beta.counts().processes());
        assertTrue(Sandbox.seen().containsAll(Sandbox.allowed("# in a pause")), "sandbox.txt lists what a pause calls");
    }

    @Test
    void whoAbortsInsteadEndsTheBuildAndTheNextOneAsksAgain() {
        acme.jenkins.answeredBy("ravi", "release-managers");
        acme.jenkins.declinedBy("mei", "release-managers");
        Build aborted = acme.promote("beta", "test", "");
        assertEquals("ABORTED", aborted.result(), aborted.log());
        assertEquals("unlock ecs-promote-beta", aborted.events().get(aborted.events().size() - 1));
        acme.jenkins.answeredBy("mei", "release-managers");
        acme.jenkins.answeredBy("mei", "release-managers");
        Build again = succeeded(acme.promote("beta", "test", ""));
        assertTrue(again.log().contains("Taking up promotion "), again.log());
        assertEquals(2, again.counts().steps().get("input"));
    }

    @Test
    void onlyWhoMayApproveMayAnswer() {
        acme.jenkins.answeredBy("ravi", "release-managers");
        acme.jenkins.answeredBy("bob", "developers");
        RunnerFailure refused = assertThrows(RunnerFailure.class, () -> acme.promote("beta", "test", ""));
        assertTrue(refused.getMessage().contains("bob may not answer: [release-managers]"), refused.getMessage());
        acme.jenkins.answeredBy("mei", "release-managers").choosing("rollback");
        assertEquals("FAILURE", acme.promote("beta", "test", "").result());
    }
}
