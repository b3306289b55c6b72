package ecspromote;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show as Groovy is Groovy: each block compiles as it stands, so that whoever copies it does not begin with a typo. */
class PagesTest {
    private static final String ONE_SERVICE = """
            version: 1
            defaults: { region: ap-southeast-2, accountId: "123456789012" }
            services: { service1: { image: %s/service1 } }
            environments:
              test: { cluster: appcluster-test }
              staging: { promotesFrom: test, cluster: appcluster-staging }
              live: { promotesFrom: staging, cluster: appcluster-live, hotfix: { maySkip: [staging] } }
            """.formatted(Acme.REGISTRY);

    private static final String TO_TEST = """
            @Library('ecs-promote') _
            ecsPromote(agent: 'deploy', environment: 'test')
            """;

    private static final String ONWARD = """
            @Library('ecs-promote') _
            ecsPromote(agent: 'deploy', environment: 'staging', job: 'deploy-test', build: params.BUILD_TO_DEPLOY)
            """;

    private static final String REVOKED = """
            @Library('ecs-promote') _
            node('deploy') {
                checkout scm
                def release = ecsStatus(environment: 'test', live: false).environments[0].releaseId
                ecsRevoke(environment: 'test', release: release, reason: 'orders are lost')
            }
            """;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```groovy\n(.*?)^```$");

    record Block(String page, int line, String text) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static Stream<Block> blocks() throws IOException {
        List<Path> folders = List.of(Checkout.ROOT.resolve("docs"), Checkout.ROOT.resolve("jenkins"));
        Stream<Path> pages = Stream.of(Checkout.ROOT.resolve("README.md"));
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                pages = Stream.concat(pages, files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
            }
        }
        return pages.flatMap(PagesTest::blocksOf);
    }

    private static Stream<Block> blocksOf(Path file) {
        String page = Checkout.ROOT.relativize(file).toString();
        String text = Checkout.text(page);
        return BLOCK.matcher(text).results()
                .map(found -> new Block(page, (int) text.substring(0, found.start()).lines().count() + 1, found.group(1)));
    }

    @Test
    void thereAreBlocksToLookAt() throws IOException {
        assertTrue(blocks().count() > 25);
    }

    /** The annotation of the library is Jenkins' own and needs its class loader; the line is blanked, so that lines keep their numbers. */
    @ParameterizedTest
    @MethodSource("blocks")
    void compiles(Block block) {
        String script = block.text().replace("@Library('ecs-promote') _", "");
        assertDoesNotThrow(() -> new GroovyShell().parse(script, "Page.groovy"), block.toString());
    }

    /** The start page from a commit to Test, and from there what the page of hot fixes says, past Staging. */
    @Test
    void theFirstJenkinsfilesDeployAndTheHotFixSkipsStaging(@TempDir Path folder) {
        List<Block> start = blocksOf(Checkout.ROOT.resolve("docs/start.md")).toList();
        List<Block> hotFix = blocksOf(Checkout.ROOT.resolve("docs/tasks/hot-fix.md")).toList();
        try (Acme acme = new Acme(folder, ONE_SERVICE)) {
            Build built = acme.buildWith("service1", "service1-build", "Count each order once", start.get(0).text().replace("web", "service1"));
            assertEquals("SUCCESS", built.result(), built.log());
            Build test = acme.deployToTest(start.get(1).text());
            assertEquals("SUCCESS", test.result(), test.log());
            acme.jenkins.variable("BUILD_USER_ID", "anna");
            Build live = acme.deployment("hotfix-live").with("BUILD_TO_DEPLOY", "1").with("REASON", "orders are lost").run(hotFix.get(0).text());
            assertEquals("SUCCESS", live.result(), live.log());
            assertTrue(live.log().contains("hot fix: anna passes the gate order of live: orders are lost"), live.log());
            assertTrue(live.archived("output/promotion.json").contains("\"reason\": \"orders are lost\""));
        }
    }

    /** What the page of freezes says, and a revocation: nothing new comes to Staging until both are undone. */
    @Test
    void theLineIsStoppedAndAReleaseRevokedInJobs(@TempDir Path folder) {
        String stopping = blocksOf(Checkout.ROOT.resolve("docs/tasks/freeze.md")).toList().get(0).text();
        try (Acme acme = new Acme(folder, ONE_SERVICE)) {
            acme.build("service1", "Count each order once");
            acme.deployToTest(TO_TEST);
            acme.jenkins.variable("BUILD_USER_ID", "anna");
            Build stopped = acme.deployment("stop-the-line").with("ENVIRONMENT", "staging").with("REASON", "incident 12")
                    .run(stopping.replace("params.LIFT", "false"));
            assertEquals("SUCCESS", stopped.result(), stopped.log());
            assertTrue(stopped.log().contains("staging is stopped by anna since "), stopped.log());
            Build held = acme.promotion("staging", "test", "").run(ONWARD);
            assertEquals("FAILURE", held.result(), held.log());
            assertTrue(held.log().contains("anna stopped the line"), held.log());

            Build lifted = acme.deployment("stop-the-line").with("ENVIRONMENT", "staging").with("REASON", "it is over")
                    .run(stopping.replace("params.LIFT", "true"));
            assertTrue(lifted.log().contains("staging takes promotions."), lifted.log());
            Build revoked = acme.deployment("revoke").run(REVOKED);
            assertEquals("SUCCESS", revoked.result(), revoked.log());
            Build refused = acme.promotion("staging", "test", "").run(ONWARD);
            assertEquals("FAILURE", refused.result(), refused.log());
            assertTrue(refused.log().contains("gate-verified-upstream"), refused.log());
        }
    }
}
