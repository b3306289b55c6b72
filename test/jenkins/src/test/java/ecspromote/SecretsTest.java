package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted secrets, where Jenkins, AWS, git or the program's own checks refuse what was asked: they are nowhere to be read. */
class SecretsTest {
    /** The runner masks nothing, so each must stay out of what is printed by itself. */
    private static final List<String> SECRETS = List.of(
            "AKIAPLANTEDKEYINVALID", "planted/Secret+Key", "planted-session-token", "planted-jenkins-token", "planted-git-password", "planted-smoke-token");

    @TempDir
    Path folder;

    @Test
    void noneOfThemIsInALogAnErrorAProcessOrAFile() throws IOException {
        Jenkins jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString())
                .variable("AWS_ENDPOINT_URL", "http://127.0.0.1:9/")
                .variable("AWS_ACCESS_KEY_ID", SECRETS.get(0))
                .variable("AWS_SECRET_ACCESS_KEY", SECRETS.get(1))
                .variable("AWS_SESSION_TOKEN", SECRETS.get(2));
        jenkins.secret("jenkins", SECRETS.get(3)).secret("smoke", SECRETS.get(5));
        Repository repository = new Repository(folder, "deployments").commit("x", Map.of(
                "promotion.yaml", Acme.TWO_SERVICES, "release.json", "{}"));
        Build build = jenkins.build("deploy-beta").from(repository.bare, "main").run("""
                @Library('ecs-promote') _
                def ended(String what, Closure body) {
                    try {
                        body()
                        echo "$what went on"
                    } catch (Exception e) {
                        echo "$what was refused: ${e.message}"
                    }
                }
                node('deploy') {
                    checkout scm
                    withCredentials([string(credentialsId: 'jenkins', variable: 'JENKINS_TOKEN'), string(credentialsId: 'smoke', variable: 'SMOKE')]) {
                        withEnv(['JENKINS_USER=robot']) {
                            ended('jenkins') { ecsUpstreamBuilds(job: 'deploy-test', jenkinsUrl: 'http://127.0.0.1:9/') }
                        }
                        ended('git') { ecsStatus(live: false, ledger: 'https://ci:%s@127.0.0.1:9/deployments.git#ledger') }
                        ended('registry') { ecsPromoteExec(step: 'service-env check', input: [build: 1, image: '%s/service1']) }
                        ended('release') { ecsPlan(environment: 'beta', release: 'release.json') }
                        ended('wrong argument') { ecsStatus(token: env.SMOKE) }
                    }
                }
                """.formatted(SECRETS.get(4), Acme.REGISTRY));
        assertEquals("SUCCESS", build.result(), build.log());
        for (String what : List.of("git", "registry", "release", "wrong argument")) {
            assertTrue(build.log().contains("\n" + what + " was refused: "), what + " in " + build.log());
        }
        for (String secret : SECRETS) {
            assertFalse(build.log().contains(secret), secret + " in " + build.log());
            assertFalse(build.commands().toString().contains(secret), secret + " in " + build.commands());
            noFileHolds(secret);
        }
    }

    private void noFileHolds(String secret) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret), secret + " in " + file);
            }
        }
    }
}
