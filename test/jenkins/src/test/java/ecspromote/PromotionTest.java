package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a promotion does when it does not simply succeed. One team for all tests: each leaves it able to promote. */
class PromotionTest {
    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aReleaseIsInTest() {
        acme = new Acme(folder, Acme.TWO_SERVICES);
        succeeded(acme.build("service1", "Fix the rounding of GST"));
        succeeded(acme.build("service2", "Say when the kitchen closes"));
        succeeded(acme.deployToTest());
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    private static Build succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    @Test
    void aGateThatRefusesIsAnErrorWithItsReason() {
        Build live = acme.promote("live", "test", "");
        assertEquals("FAILURE", live.result());
        assertTrue(live.failure().getMessage().startsWith("ecs-promote plan ended with 3.\ngate-"), live.log());
        assertFalse(live.hasArchived("output/release.json"));
    }

    @Test
    void aFailingDeploymentFailsTheBuildAndHandsNothingOn() {
        acme.emulator.fault("{\"kind\": \"crashLoop\", \"cluster\": \"appcluster-beta\", \"service\": \"service2\"}");
        Build beta = acme.promote("beta", "test", "");
        assertEquals("FAILURE", beta.result(), beta.log());
        assertTrue(beta.failure().getMessage().startsWith("ecs-promote promote ended with 5.\n"), beta.log());
        assertFalse(beta.archived("output/promotion.json").contains("\"result\": \"verified\""));
        assertFalse(beta.hasArchived("output/release.json"));
        assertEquals("unlock ecs-promote-beta", beta.events().get(beta.events().size() - 1));
        Build staging = acme.promote("staging", "beta", "");
        assertEquals("Unable to find a build for artifact copy from: deploy-beta", staging.failure().getMessage());
        acme.emulator.endFaults();
    }

    @Test
    void anOverrideIsRecordedInTheReleaseAndAnswersToTheGates() {
        succeeded(acme.build("service1", "Fix it at once"));
        Build beta = acme.promotion("beta", "test", "1").with("SERVICE1_BUILD_OVERRIDE", "2-Fix it at once").run("""
                @Library('ecs-promote') _
                ecsPromote(agent: 'deploy', environment: 'beta', job: 'deploy-test', build: params.BUILD_TO_DEPLOY,
                    overrides: [service1: params.SERVICE1_BUILD_OVERRIDE, service2: ''], reason: 'GST is wrong')
                """);
        assertTrue(beta.log().contains("Derived  service1: GST is wrong\n"), beta.log());
        assertTrue(beta.failure().getMessage().contains("service1 build 2 was never verified in test"), beta.log());
    }

    @Test
    void aPluginThatIsMissingIsNamed() {
        acme.jenkins.without("lockable-resources");
        assertEquals("The step lock is not there: Jenkins needs the plugin Lockable Resources.",
                acme.promote("beta", "test", "").failure().getMessage());
        acme.jenkins.with("lockable-resources").without("copyartifact");
        assertEquals("The step copyArtifacts is not there: Jenkins needs the plugin Copy Artifact.",
                acme.promote("beta", "test", "").failure().getMessage());
        acme.jenkins.with("copyartifact");
    }

    /** Between the yes and the lock someone gives beta another approval, and with it another cluster. */
    @Test
    void whatHasMovedSinceTheApprovalIsRefused() {
        String approved = Acme.TWO_SERVICES.replace("beta: { promotesFrom: test,", "beta: { promotesFrom: test, approval: { from: [mei] },");
        acme.configure(approved);
        acme.jenkins.answeredBy("mei").meanwhile(1, () -> acme.configure(approved.replace("appcluster-beta", "appcluster-sandbox")));
        Build beta = acme.promote("beta", "test", "1");
        acme.configure(Acme.TWO_SERVICES);
        assertTrue(beta.failure().getMessage().startsWith("ecs-promote promote ended with 3.\nplan-not-the-approved-one"), beta.log());
        assertFalse(beta.hasArchived("output/release.json"));
    }

    @Test
    void insideNodeItIsRefused() {
        Build build = acme.deployToTest("@Library('ecs-promote') _\nnode { ecsPromote(agent: 'a', environment: 'test', services: ['service1']) }");
        assertTrue(build.failure().getMessage().startsWith("Call ecsPromote outside node"), build.log());
    }
}
