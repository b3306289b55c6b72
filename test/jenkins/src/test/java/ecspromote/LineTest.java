package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.RunnerFailure;
import ecspromote.runner.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Jenkinsfiles that teams copy, as they are, from a commit to Live: real git, the real bundles, an emulated AWS. After every step
 * the controller is restarted, and all of it runs inside the sandbox, as in a folder-level library.
 */
class LineTest {
    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aTeam() {
        acme = new Acme(folder, Acme.TWO_SERVICES);
        acme.jenkins.sandboxed();
        Sandbox.forget();
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    private static Build succeeded(Build build) {
        assertFalse(build.log().contains(Acme.SECRET), "a secret is in the log");
        assertFalse(build.commands().toString().contains(Acme.SECRET), "a secret is in the list of processes");
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    @Test
    void fromACommitToLive() throws IOException {
        Build built = succeeded(acme.build("service1", "Fix the rounding of GST\n\nHalf cents."));
        assertEquals("Fix the rounding of GST", built.displayName());
        assertTrue(built.log().contains("\ntested\n"), built.log());
        assertTrue(built.archived("output/service1.env.groovy").contains("env.SERVICE1_DIGEST='sha256:"));
        succeeded(acme.build("service2", "Say when the kitchen closes"));

        Build test = succeeded(acme.deployToTest());
        String release = test.archived("output/release.json");
        assertTrue(test.displayName().endsWith(" service1 1, service2 1"), test.displayName());
        assertTrue(test.archived("output/promotion.json").contains("\"result\": \"verified\""));

        Build beta = succeeded(acme.promote("beta", "test", "1-" + test.displayName()));
        assertEquals(test.displayName(), beta.displayName());
        succeeded(acme.promote("staging", "beta", ""));
        declined();
        Build live = approved();
        assertEquals(release, live.archived("output/release.json"));
        theOtherVars();
        anotherBuildThatGoesBack();
        noFileHolds(Acme.SECRET);
        Set<String> listed = new TreeSet<>(Sandbox.allowed());
        listed.removeAll(Sandbox.allowed("# in a pause"));
        assertEquals(String.join("\n", listed), String.join("\n", Sandbox.seen()), "sandbox.txt lists what the library calls");
    }

    /** Whoever declines ends it before anything is locked, and nobody else can answer. */
    private static void declined() {
        acme.jenkins.declinedBy("mei", "release-managers");
        Build live = acme.promote("live", "staging", "");
        assertEquals("ABORTED", live.result());
        assertFalse(live.events().contains("lock ecs-promote-live, the newest first"));
        acme.jenkins.answeredBy("bob", "developers");
        RunnerFailure refused = assertThrows(RunnerFailure.class, () -> acme.promote("live", "staging", ""));
        assertTrue(refused.getMessage().contains("bob may not answer"));
    }

    /** Two people must, neither of them twice, nor the one who asks for it. */
    private static Build approved() {
        acme.jenkins.variable("BUILD_USER_ID", "anna");
        for (String who : List.of("anna", "mei", "mei", "ravi")) {
            acme.jenkins.answeredBy(who, "release-managers");
        }
        Build live = succeeded(acme.promote("live", "staging", "1"));
        assertEquals(List.of(
                "node deploy", "milestone 1",
                "input Approve1 anna", "input Approve2 mei", "input Approve3 mei", "input Approve4 ravi",
                "lock ecs-promote-live, the newest first", "milestone 2", "node deploy", "unlock ecs-promote-live"), live.events());
        assertTrue(live.log().contains("Approve this for live?\nPromote release "), live.log());
        assertTrue(live.log().contains("anna asked for this promotion; another person must approve it."), live.log());
        assertTrue(live.log().contains("mei has approved already; another person must, too."), live.log());
        String approvers = live.archived("output/promotion.json").replaceAll("\\s+", "");
        assertTrue(approvers.contains("\"approvedBy\":[\"mei\",\"ravi\"]"), approvers);
        countsOfAPromotion(live);
        return live;
    }

    /** Golden counts: each step costs a controller 40 ms or more, each process on an agent 400. */
    private static void countsOfAPromotion(Build live) {
        assertEquals(2, live.counts().processes());
        assertEquals(
                Map.ofEntries(
                        Map.entry("archiveArtifacts", 1), Map.entry("checkout", 2), Map.entry("copyArtifacts", 1),
                        Map.entry("deleteDir", 2), Map.entry("echo", 2), Map.entry("fileExists", 2), Map.entry("input", 4),
                        Map.entry("libraryResource", 2), Map.entry("milestone", 2), Map.entry("readFile", 2),
                        Map.entry("sh", 2), Map.entry("stash", 1), Map.entry("unstash", 1)),
                live.counts().steps());
        assertEquals(Map.of("dir", 2, "lock", 1, "node", 2, "stage", 2, "withEnv", 2), live.counts().blocks());
    }

    /** Neither the home with its artifacts nor a workspace, nor what is written beside it for the program. */
    private static void noFileHolds(String secret) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(secret), file.toString());
            }
        }
    }

    private static void theOtherVars() {
        Build build = succeeded(acme.promotion("beta", "test", "").run("""
                @Library('ecs-promote') _
                node('deploy') {
                    checkout scm
                    ecsSetDisplayName()
                    def imported = ecsImport(job: 'deploy-test', build: '1')
                    echo "imported ${imported.release.services.service1.build}"
                    echo ecsPlan(environment: 'beta', release: imported.file).text
                    echo "verified ${ecsStatus(environment: 'test').environments[0].releaseId == imported.releaseId}"
                    echo ecsReadServiceEnv(files: [ecsWriteServiceEnv(service: 's', values: [S_BUILD: 7])]).S_BUILD
                    echo "newest ${ecsUpstreamBuilds(job: 'deploy-test', jenkinsHome: '%s')[0]}"
                }
                """.formatted(acme.jenkins.home())));
        assertTrue(build.log().contains("\nimported 1\n"), build.log());
        assertTrue(build.log().contains("\nverified true\n"), build.log());
        assertEquals(7, build.counts().processes());
    }

    /** Its way and its names come from the configuration alone. */
    private static void anotherBuildThatGoesBack() {
        succeeded(acme.build("service1", "Fix the fix"));
        succeeded(acme.deployToTest());
        Build beta = acme.promotion("beta", "test", "").run("""
                @Library('ecs-promote') _
                ecsPromote(agent: 'deploy', environment: 'beta', overrides: [service1: '1-Fix'], reason: 'GST', config: 'promotion.yaml')
                """);
        assertTrue(beta.log().contains("Derived  service1: GST"), beta.log());
        succeeded(acme.promote("beta", "test", ""));
        Build back = succeeded(acme.deployment("rollback")
                .with("ENVIRONMENT", "beta").with("REASON", "orders are lost").with("RELEASE", "")
                .run(Checkout.jenkinsfile("rollback")));
        assertTrue(back.displayName().endsWith(" service1 1, service2 1"), back.displayName());
    }
}
