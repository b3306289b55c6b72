package ecspromote;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        acme.jenkins.with("copyartifact").without("pipeline-milestone-step");
        assertEquals("The step milestone is not there: Jenkins needs the plugin Pipeline: Milestone Step.",
                acme.promote("beta", "test", "").failure().getMessage());
        acme.jenkins.with("pipeline-milestone-step").without("pipeline-input-step");
        acme.configure(Acme.TWO_SERVICES.replace("beta: { promotesFrom: test,", "beta: { promotesFrom: test, approval: { from: [mei] },"));
        Build unasked = acme.promote("beta", "test", "");
        acme.configure(Acme.TWO_SERVICES);
        acme.jenkins.with("pipeline-input-step");
        assertEquals("The step input is not there: Jenkins needs the plugin Pipeline: Input Step.", unasked.failure().getMessage());
    }

    /** Without the plugin of its list of choices a job has no such parameter, which must not mean its last build. */
    @Test
    void aListOfChoicesWithoutItsPluginIsNamed() {
        Build build = acme.deployment("deploy-beta").run("""
                @Library('ecs-promote') _
                ecsPromote(agent: 'deploy', environment: 'beta', job: 'deploy-test', build: params.BUILD_TO_DEPLOY)
                """);
        assertTrue(build.failure().getMessage().contains("needs the plugin Extensible Choice Parameter"), build.log());
        assertTrue(build.commands().isEmpty(), build.commands().toString());
    }

    /** Whoever put a token there is told that it does not work, and nobody else what it is. */
    @Test
    void aTokenInTheAddressOfTheLedgerIsNotShown() {
        String token = "planted-Token-7";
        Build build = acme.deployment("rollback").run("""
                @Library('ecs-promote') _
                ecsRollback(agent: 'deploy', environment: 'beta', reason: 'x', ledger: 'https://ci:%s@127.0.0.1:1/deployments.git#ledger')
                """.formatted(token));
        assertEquals("FAILURE", build.result(), build.log());
        assertTrue(build.failure().getMessage().startsWith("ecs-promote rollback ended with 6.\n"), build.log());
        assertFalse(build.log().contains(token), build.log());
        assertFalse(build.failure().getMessage().contains(token), build.log());
        assertFalse(build.commands().toString().contains(token), build.commands().toString());
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

    /** While mei reads the older plan, a newer build of the job is asked for, and gets its yes first. */
    @Test
    void anOlderBuildNeverOvertakesANewerOne() {
        String approved = Acme.TWO_SERVICES.replace("beta: { promotesFrom: test,", "beta: { promotesFrom: test, approval: { from: [mei] },");
        acme.configure(approved);
        List<Build> newer = new ArrayList<>();
        acme.jenkins.answeredBy("mei").answeredBy("mei").meanwhile(1, () -> {
            Thread other = new Thread(() -> newer.add(acme.promote("beta", "test", "")));
            other.start();
            assertDoesNotThrow(() -> other.join());
        });
        Build older = acme.promote("beta", "test", "1");
        acme.configure(Acme.TWO_SERVICES);
        assertEquals("SUCCESS", newer.get(0).result(), newer.get(0).log());
        assertEquals(older.number() + 1, newer.get(0).number());
        assertEquals("NOT_BUILT", older.result(), older.log());
        assertEquals(List.of("input Approve1 mei", "lock ecs-promote-beta, the newest first", "milestone 2", "unlock ecs-promote-beta"),
                older.events().subList(2, older.events().size()));
    }

    @Test
    void insideNodeItIsRefused() {
        Build build = acme.deployToTest("@Library('ecs-promote') _\nnode { ecsPromote(agent: 'a', environment: 'test', services: ['service1']) }");
        assertTrue(build.failure().getMessage().startsWith("Call ecsPromote outside node"), build.log());
    }
}
