package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commit messages and parameters are other people's text: whatever is in them, it stays text, and nothing runs. */
class HostileTextTest {
    @TempDir
    Path folder;

    static Stream<String> messages() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aCommitMessageStaysText(String message) {
        Jenkins jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString())
                .variable("SECRET", HostileTexts.SECRET);
        Repository repository = new Repository(folder, "service1").commit(message, Map.of());
        Build build = jenkins.build("service1-build").from(repository.bare, "main").run("""
                @Library('ecs-promote') _
                node {
                    checkout scm
                    def named = ecsSetDisplayName()
                    String file = ecsWriteServiceEnv(service: 'service1', values: [SERVICE1_COMMIT_MSG: named.description])
                    archiveArtifacts file
                    load file
                    echo "loaded ${env.SERVICE1_COMMIT_MSG == named.description} ${env.LIVE}"
                }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        assertEquals(message, build.displayName());
        assertTrue(build.log().contains("\nloaded true null\n"), build.log());
        nothingRan(build.log());
    }

    @Test
    void eachOfThemIsALineToChoose() {
        Jenkins jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString());
        messages().forEach(message -> jenkins.build("deploy-test").with("NAME", message).run("currentBuild.displayName = params.NAME"));
        Build build = jenkins.build("deploy-beta").run("""
                @Library('ecs-promote') _
                node { ecsUpstreamBuilds(job: 'deploy-test', jenkinsHome: '%s').each { echo "line $it" } }
                """.formatted(jenkins.home()));
        int number = 0;
        for (String message : messages().toList()) {
            assertTrue(build.log().contains("\nline " + ++number + "-" + message + "\n"), build.log());
        }
        nothingRan(build.log());
    }

    @Test
    void theWorstOfThemGoesFromItsCommitToBeta() {
        String message = "$(touch pwned) '; env.LIVE=1 //\\u0022 ${env.SECRET}";
        try (Acme acme = new Acme(folder, Acme.TWO_SERVICES.replaceAll("(?m)^  service2:.*\n", ""))) {
            acme.jenkins.variable("SECRET", HostileTexts.SECRET);
            assertEquals(message, acme.build("service1", message).displayName());
            Build test = acme.deployToTest(Checkout.jenkinsfile("deploy-test").replace(", 'service2'", ""));
            assertTrue(test.displayName().endsWith(" service1 1: " + message), test.log());
            Build beta = acme.promote("beta", "test", "1-" + test.displayName());
            assertEquals("SUCCESS", beta.result(), beta.log());
            assertEquals(test.displayName(), beta.displayName());
            nothingRan(beta.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "build: '$(touch pwned)'",
        "build: '1; touch pwned'",
        "build: '1', overrides: [service1: '`touch pwned`']",
        "job: '../$(touch pwned)', build: '1'",
        "environment: \"beta'; touch pwned; '\", build: '1'",
        "config: '$(touch pwned)', build: '1'",
        "reason: '$(touch pwned)', by: '`touch pwned`', ledger: '--upload-pack=touch pwned', build: '1'",
    })
    void aParameterStaysText(String arguments) {
        Repository repository = new Repository(folder, "deployments").commit("x", Map.of("promotion.yaml", Acme.TWO_SERVICES));
        Jenkins jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString());
        jenkins.build("deploy-test").run("node { writeFile(file: 'output/release.json', text: '{}')\narchiveArtifacts 'output/**' }");
        Build build = jenkins.build("deploy-beta").from(repository.bare, "main").run("""
                @Library('ecs-promote') _
                ecsPromote([agent: 'deploy', environment: 'beta', job: 'deploy-test'] + [%s])
                """.formatted(arguments));
        assertEquals("FAILURE", build.result(), build.log());
        nothingRan(build.log().replace(arguments, ""));
    }

    private void nothingRan(String log) {
        HostileTexts.nothingRan(folder, log);
    }
}
