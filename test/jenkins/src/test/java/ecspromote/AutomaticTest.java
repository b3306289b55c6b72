package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins.Queued;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scheduled job with the Jenkinsfile that teams copy: it starts the deploy jobs of what has become due, and nothing after a person
 * has kept an environment where it is. Half an hour of soak before Beta, another one before Staging, where mei must approve.
 */
class AutomaticTest {
    private static final String CONFIGURATION = Acme.TWO_SERVICES
            .replace("beta: { promotesFrom: test,", "beta: { promotesFrom: test, automatic: true, soakMinutes: 30,")
            .replace("staging: { promotesFrom: beta,",
                    "staging: { promotesFrom: beta, automatic: true, soakMinutes: 30, approval: { from: [mei], notRequester: true },");
    private static final String FREEZE =
            "freezes: { audit: { from: \"2020-01-01 00:00\", until: \"2040-01-01 00:00\", timeZone: UTC, environments: [beta] } }\n";
    private static final int HALF_AN_HOUR = 1800;

    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aReleaseIsInTest() {
        acme = new Acme(folder, CONFIGURATION);
        acme.jenkins.sandboxed().job("deploy-beta").job("deploy-staging");
        succeeded(acme.build("service2", "Say when the kitchen closes"));
        newInTest("Fix the rounding of GST");
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    @Test
    void whatIsDueComesByItselfAndNothingElseDoes() {
        Build early = due();
        assertTrue(early.log().contains(" waits: Cannot promote to beta yet: "), early.log());
        assertEquals(List.of(), acme.jenkins.queued());
        acme.emulator.pass(HALF_AN_HOUR);
        aJobThatIsNotThereIsNamed();
        String release = toBeta();
        assertEquals(List.of(), started(), "staging has its own soak");
        acme.emulator.pass(HALF_AN_HOUR);
        assertEquals(release, toStaging());
        afterAPersonWentBackNothingComes();
        untilAPersonPromotesAgain();
    }

    /** And started when it is there, since the last good build had not said so. */
    private static void aJobThatIsNotThereIsNamed() {
        acme.configure(CONFIGURATION.replace("beta: { promotesFrom", "beta: { job: shop/deploy-beta, promotesFrom"));
        Build build = acme.deploy("due", Checkout.jenkinsfile("due"));
        assertEquals("FAILURE", build.result(), build.log());
        assertEquals("No item named /shop/deploy-beta found", build.failure().getMessage());
        acme.configure(CONFIGURATION);
    }

    /** What a gate refuses after it was started is started again when the gate lets it in, and not every quarter of an hour. */
    private static String toBeta() {
        List<Queued> started = started();
        assertEquals(List.of(new Queued("deploy-beta",
                Map.of("ENVIRONMENT", "beta", "UPSTREAM_JOB", "deploy-test", "DUE_BUILD", "1", "REASON", "due since build 3 of due"))), started);
        acme.configure(CONFIGURATION + FREEZE);
        Build refused = build(started.get(0)).run(Checkout.jenkinsfile("promote"));
        assertTrue(refused.failure().getMessage().contains("gate-frozen"), refused.log());
        assertEquals(List.of(), started());
        acme.configure(CONFIGURATION);
        Build beta = theOne(started());
        assertEquals(List.of(), toEnvironment("beta", started()), "it is there");
        assertTrue(record(beta).contains("\"by\":{\"name\":\"unknown\","), record(beta));
        return beta.archived("output/release.json");
    }

    /** It is asked for once, however often the timer comes round while mei is away; nobody is the requester whose yes would not count. */
    private static String toStaging() {
        List<Queued> started = started();
        Build later = due();
        assertEquals(List.of(), acme.jenkins.queued());
        assertTrue(later.log().contains("It was due before: "), later.log());
        acme.jenkins.answeredBy("mei");
        Build staging = theOne(started);
        assertEquals("deploy-staging", staging.job());
        assertTrue(staging.log().contains("no person asked for this (“unknown” did), so there is no requester"), staging.log());
        assertTrue(record(staging).contains("\"approvedBy\":[\"mei\"]"), record(staging));
        return staging.archived("output/release.json");
    }

    private static void afterAPersonWentBackNothingComes() {
        newInTest("Round half to even");
        acme.emulator.pass(HALF_AN_HOUR);
        theOne(toEnvironment("beta", started()));
        acme.jenkins.variable("BUILD_USER_ID", "anna");
        succeeded(acme.deployment("rollback")
                .with("ENVIRONMENT", "beta").with("REASON", "orders are lost").with("RELEASE", "")
                .run(Checkout.jenkinsfile("rollback")));
        newInTest("Round up");
        acme.emulator.pass(HALF_AN_HOUR);
        Build held = due();
        assertTrue(held.log().contains("Nothing comes to beta by itself: anna went back to release "), held.log());
        assertEquals(List.of(), toEnvironment("beta", acme.jenkins.queued()));
    }

    private static void untilAPersonPromotesAgain() {
        Build again = succeeded(acme.promote("beta", "test", ""));
        assertTrue(record(again).contains("\"by\":{\"name\":\"anna\","), record(again));
        newInTest("Round down");
        acme.emulator.pass(HALF_AN_HOUR);
        acme.jenkins.variable("BUILD_USER_ID", "timer");
        Build byItself = theOne(toEnvironment("beta", started()));
        assertTrue(record(byItself).contains("\"by\":{\"name\":\"timer\","), record(byItself));
    }

    private static Build succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    private static void newInTest(String message) {
        succeeded(acme.build("service1", message));
        succeeded(acme.deployToTest());
    }

    /** The timer comes round. */
    private static Build due() {
        Build build = succeeded(acme.deploy("due", Checkout.jenkinsfile("due")));
        assertEquals(1, build.counts().processes());
        return build;
    }

    private static List<Queued> started() {
        due();
        return acme.jenkins.queued();
    }

    /** What the timer does not say is as the page has it: the first line of the list. */
    private static Build build(Queued one) {
        Build build = acme.deployment(one.job()).with("BUILD_TO_DEPLOY", "99-the first line");
        one.parameters().forEach(build::with);
        return build;
    }

    private static Build theOne(List<Queued> started) {
        assertEquals(1, started.size(), started.toString());
        return succeeded(build(started.get(0)).run(Checkout.jenkinsfile("promote")));
    }

    private static List<Queued> toEnvironment(String name, List<Queued> started) {
        return started.stream().filter(one -> one.job().equals("deploy-" + name)).toList();
    }

    private static String record(Build build) {
        return build.archived("output/promotion.json").replaceAll("\\s+", "");
    }
}
