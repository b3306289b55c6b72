package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deploy jobs of a team whose jobs have names of their own: they are read from promotion.yaml, and no pipeline guesses one. */
class DeployJobsTest {
    private static final String CONFIGURATION = Acme.TWO_SERVICES
            .replace("service1: {", "service1: { job: builds/one,")
            .replace("test: {", "test: { job: deploy/first,")
            .replace("beta: {", "beta: { job: deploy/second,");
    private static final String TO_TEST = "@Library('ecs-promote') _\necsPromote(agent: 'deploy', environment: 'test')";
    private static final String TO_BETA = "@Library('ecs-promote') _\necsPromote(agent: 'deploy', environment: 'beta')";

    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aReleaseIsInBeta() {
        acme = new Acme(folder, CONFIGURATION);
        acme.jenkins.sandboxed();
        succeeded(acme.build("service2", "Say when the kitchen closes"));
        newInTest("Fix the rounding of GST");
        succeeded(acme.deploy("deploy/second", TO_BETA));
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    private static Build succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    private static Build newInTest(String message) {
        succeeded(acme.build("service1", "builds/one", message));
        return succeeded(acme.deploy("deploy/first", TO_TEST));
    }

    private static String record(Build build) {
        return build.archived("output/promotion.json").replaceAll("\\s+", "");
    }

    @Test
    void theFirstEnvironmentTakesAllServicesFromTheirJobs() {
        Build test = newInTest("Round half to even");
        assertTrue(test.log().contains("\nCopied 1 artifacts from builds/one build number "), test.log());
        assertTrue(test.log().contains("\nCopied 1 artifacts from service2-build build number 1\n"), test.log());
        assertTrue(test.log().matches("(?s).*\nCopied 1 artifacts from deploy/first build number \\d+\n.*"), "its own last release");
        assertEquals(4, test.counts().processes());
    }

    @Test
    void theNextOneTakesTheReleaseOfTheJobBeforeIt() {
        newInTest("Round up");
        Build beta = succeeded(acme.deploy("deploy/second", TO_BETA));
        assertTrue(beta.log().contains(" artifacts from deploy/first build number "), beta.log());
        assertEquals(3, beta.counts().processes());
    }

    @Test
    void anOverrideComesFromTheJobOfItsService() {
        Build beta = acme.deploy("deploy/second", TO_BETA.replace("'beta'", "'beta', overrides: [service1: '1-Fix', service2: ''], reason: 'GST'"));
        assertTrue(beta.log().contains("\nCopied 1 artifacts from builds/one build number 1\n"), beta.log());
        Build unknown = acme.deploy("deploy/second", TO_BETA.replace("'beta'", "'beta', overrides: [servcie1: '1'], reason: 'GST'"));
        assertTrue(unknown.failure().getMessage().contains("release-source-unknown-service: "), unknown.log());
        assertTrue(unknown.failure().getMessage().contains("Did you mean \"service1\"?"), unknown.log());
    }

    /** Between the plan and the lock another build gives beta a limit. Nobody approved anything, so it is told and not refused. */
    @Test
    void aPlanThatHasChangedSinceItWasShownIsTold() {
        newInTest("Round down");
        String limited = CONFIGURATION.replace("promotesFrom: test,", "promotesFrom: test, parallel: 1,");
        acme.jenkins.beforeLock(() -> acme.configure(limited));
        Build beta = succeeded(acme.deploy("deploy/second", TO_BETA));
        acme.configure(CONFIGURATION);
        assertTrue(beta.log().contains("note: the plan shown before was another one ("), beta.log());
        newInTest("Round down again");
        Build same = succeeded(acme.deploy("deploy/second", TO_BETA));
        assertFalse(same.log().contains("the plan shown before"), same.log());
    }

    @Test
    void anEnvironmentGoesBackToWhatWasVerifiedBefore() {
        String before = newInTest("Good").displayName();
        succeeded(acme.deploy("deploy/second", TO_BETA));
        newInTest("Bad");
        succeeded(acme.deploy("deploy/second", TO_BETA));
        Build back = succeeded(acme.deployment("rollback")
                .with("ENVIRONMENT", "beta").with("REASON", "orders are lost").with("RELEASE", "")
                .run(Checkout.jenkinsfile("rollback")));
        assertEquals(before, back.displayName());
        assertTrue(record(back).contains("\"result\":\"verified\""), record(back));
        assertTrue(record(back).contains("\"reason\":\"ordersarelost\""), record(back));
        assertEquals(List.of("lock ecs-promote-beta, the newest first", "node deploy", "unlock ecs-promote-beta"), back.events());
        assertEquals(1, back.counts().processes());
        assertEquals(
                Map.of("archiveArtifacts", 1, "checkout", 1, "deleteDir", 1, "fileExists", 1, "libraryResource", 1, "readFile", 1, "sh", 1),
                back.counts().steps());
    }

    @Test
    void anAbortInTheMiddleStopsTheProgramAndTheNextBuildGoesOn() {
        newInTest("Round to nickels");
        acme.emulator.hold();
        acme.jenkins.abortedAt("service1  moves to");
        Build aborted = acme.deploy("deploy/second", TO_BETA);
        acme.emulator.letGo();
        assertEquals("ABORTED", aborted.result(), aborted.log());
        assertTrue(aborted.log().contains("\nscript returned exit code 143\n"), aborted.log());
        assertTrue(record(aborted).contains("\"result\":\"interrupted\""), record(aborted));
        assertEquals("unlock ecs-promote-beta", aborted.events().get(aborted.events().size() - 1));
        Build next = succeeded(acme.deploy("deploy/second", TO_BETA));
        assertTrue(next.log().contains("Taking up promotion "), next.log());
    }
}
