package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever wants to hear of promotions does, at no call of the program more, and nothing of it can fail a deployment. */
class NotificationTest {
    private static final String SECRET = "T0PLANTED/B0PLANTED/webhook";
    private static final String CONFIGURATION = """
            version: 1
            defaults: { region: ap-southeast-2, accountId: "123456789012" }
            services:
              service3: { image: %s/service3 }
            environments:
              test: { cluster: appcluster-test }
              beta: { promotesFrom: test, cluster: appcluster-beta, approval: { from: [release-managers] } }
            notifications:
              - slack: SLACK_WEBHOOK
                environments: [beta]
              - webhook: PAGER_WEBHOOK
                environments: [beta]
                events: [failed, rolledBack]
                requestHeaders: { Authorization: { env: PAGER_TOKEN } }
                body: { summary: '{environment} {event}', details: { by: '{by}', url: '{url}' } }
            """.formatted(Acme.REGISTRY);
    private static final String TO_BETA = """
            @Library('ecs-promote') _
            withCredentials([
                string(credentialsId: 'slack', variable: 'SLACK_WEBHOOK'),
                string(credentialsId: 'pager', variable: 'PAGER_WEBHOOK'),
                string(credentialsId: 'pager-token', variable: 'PAGER_TOKEN'),
            ]) {
                ecsPromote(agent: 'deploy', environment: 'beta', by: 'anna')
            }
            """;

    @TempDir
    static Path folder;

    private static Acme acme;
    private static Receiver slack;
    private static Receiver pager;

    @BeforeAll
    static void aTeamThatWantsToHear() {
        acme = new Acme(folder, CONFIGURATION);
        acme.jenkins.sandboxed();
        slack = new Receiver();
        pager = new Receiver();
        acme.jenkins.secret("slack", slack.address(SECRET)).secret("pager", pager.address(SECRET)).secret("pager-token", SECRET);
    }

    @AfterAll
    static void end() {
        slack.close();
        pager.close();
        acme.close();
    }

    @BeforeEach
    void nothingWasSaidYet() {
        slack.answering(200).received();
        pager.received();
    }

    private static void newInTest(String message) {
        assertEquals("SUCCESS", acme.build("service3", message).result());
        Build test = acme.deployToTest(Checkout.jenkinsfile("deploy-test").replace("'service1', 'service2'", "'service3'"));
        assertEquals("SUCCESS", test.result(), test.log());
        assertEquals(List.of(), slack.received(), "test is not among its environments");
    }

    private static Build toBeta() throws IOException {
        acme.jenkins.answeredBy("mei", "release-managers");
        Build beta = acme.deploy("deploy-beta", TO_BETA);
        assertFalse(beta.log().contains("PLANTED"), beta.log());
        assertFalse(beta.commands().toString().contains("PLANTED"), beta.commands().toString());
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("PLANTED"), file.toString());
            }
        }
        return beta;
    }

    private static List<String> titles() {
        return slack.received().stream().map(message -> message.get("text").toString().lines().findFirst().orElse("")).toList();
    }

    @Test
    void aPromotionTellsByItself() throws IOException {
        newInTest("Say <!channel> & more");
        waitingBeginningAndDoneAreToldWithoutACallMore(toBeta());
        newInTest("Say it again");
        acme.emulator.fault("{\"kind\": \"crashLoop\", \"cluster\": \"appcluster-beta\", \"service\": \"service3\"}");
        slack.answering(410);
        Build back = toBeta();
        acme.emulator.endFaults();
        whatGoesBackIsToldToThePagerInItsOwnForm(back);
        aChatThatRefusesIsALineInTheLog(back);
    }

    private static void waitingBeginningAndDoneAreToldWithoutACallMore(Build beta) {
        assertEquals("SUCCESS", beta.result(), beta.log());
        List<String> texts = slack.received().stream().map(message -> message.get("text").toString()).toList();
        assertEquals(3, texts.size(), texts.toString());
        assertTrue(texts.get(0).startsWith("*beta* waits for a person\n"), texts.get(0));
        assertTrue(texts.get(0).contains(": Say &lt;!channel&gt; &amp; more waits for an approval to go to beta, by release-managers."), texts.get(0));
        assertTrue(texts.get(1).startsWith("*beta* has begun\n"), texts.get(1));
        assertTrue(texts.get(2).matches("(?s)\\*beta\\* is done\nbeta runs release .*, verified\\.\n.*"), texts.get(2));
        assertTrue(texts.get(2).endsWith("\n<https://jenkins.acme.example/job/deploy-beta/" + beta.number() + "/|The build>"), texts.get(2));
        assertEquals(List.of(), pager.received());
        assertEquals(3, beta.counts().processes(), "as many as without: the sources by the configuration, the plan, the promotion");
    }

    private static void whatGoesBackIsToldToThePagerInItsOwnForm(Build beta) {
        assertEquals("FAILURE", beta.result(), beta.log());
        assertEquals(List.of("*beta* waits for a person", "*beta* has begun", "*beta* has gone back"), titles());
        String url = "https://jenkins.acme.example/job/deploy-beta/" + beta.number() + "/";
        assertEquals(List.of(Map.of("summary", "beta rolledBack", "details", Map.of("by", "anna", "url", url))), pager.received());
    }

    private static void aChatThatRefusesIsALineInTheLog(Build beta) {
        for (String event : List.of("waiting", "started", "rolledBack")) {
            assertTrue(beta.log().contains("\nnote: SLACK_WEBHOOK was not told \"" + event + "\": it answered 410\n"), beta.log());
        }
    }

    @Test
    void aPipelineTellsOfSomethingElse() {
        Build build = acme.deployment("nightly").run("""
                @Library('ecs-promote') _
                node('deploy') {
                    checkout scm
                    withCredentials([string(credentialsId: 'slack', variable: 'SLACK_WEBHOOK')]) {
                        def sent = ecsNotify(environment: 'beta', event: 'failed', text: 'Beta could not be destroyed')
                        echo "told ${sent.told}, not ${sent.notTold}"
                    }
                }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        assertTrue(build.log().contains("note: PAGER_WEBHOOK was not told \"failed\": the variable is not set\n"), build.log());
        assertTrue(build.log().contains("\ntold [SLACK_WEBHOOK], not [[address:PAGER_WEBHOOK, failure:the variable is not set]]\n"), build.log());
        assertEquals(List.of("*beta* has failed"), titles());
        assertEquals(1, build.counts().processes());
    }
}
