package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import groovy.json.JsonSlurper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same texts where else people name things: jobs, branches, parameters, reasons, overrides. */
class HostilePlacesTest {
    private static final String THREE_SERVICES = Acme.TWO_SERVICES.replace("environments:", """
            service3: { image: %s/service3 }
            environments:""".formatted(Acme.REGISTRY).indent(0).strip().replaceFirst("^", "  "));

    @TempDir
    Path folder;

    static Stream<String> texts() {
        return HostileTexts.ALL.stream();
    }

    private Jenkins jenkins() {
        return new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString())
                .variable("SECRET", HostileTexts.SECRET);
    }

    /** Three at a time, as messages of commits; each also as the name of the deploy job, as a reason, and as who asks. */
    @Test
    @SuppressWarnings("unchecked")
    void eachIsPromotedAndStandsInTheRecordAsItIs() {
        try (Acme acme = new Acme(folder, THREE_SERVICES)) {
            acme.jenkins.variable("SECRET", HostileTexts.SECRET);
            List<String> all = HostileTexts.ALL;
            for (int first = 0; first < all.size(); first += 3) {
                for (int service = 1; service <= 3; service++) {
                    String message = all.get(first + service - 1);
                    assertEquals(message, acme.build("service" + service, message).displayName());
                }
                String reason = all.get(first);
                String by = all.get(first + 1);
                Build test = acme.deployment(HostileTexts.jobName(all.get(first + 2))).with("REASON", reason).with("BY", by).run("""
                        @Library('ecs-promote') _
                        ecsPromote(agent: 'deploy', environment: 'test', reason: params.REASON, by: params.BY)
                        """);
                assertEquals("SUCCESS", test.result(), test.log());
                Map<String, Object> record = (Map<String, Object>) new JsonSlurper().parseText(test.archived("output/promotion.json"));
                Map<String, Map<String, Object>> services = (Map<String, Map<String, Object>>) ((Map<String, Object>) record.get("release")).get("services");
                for (int service = 1; service <= 3; service++) {
                    assertEquals(all.get(first + service - 1), services.get("service" + service).get("subject"));
                }
                assertEquals(reason, record.get("reason"));
                assertEquals(by, ((Map<String, Object>) record.get("by")).get("name"));
                HostileTexts.nothingRan(folder, test.log());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aBranchAndAJobAreNames(String text) {
        Jenkins jenkins = jenkins();
        String branch = HostileTexts.branch(text);
        String job = HostileTexts.jobName(text);
        Repository repository = new Repository(folder, "service1").commit("Fix GST", Map.of()).branch(branch);
        Build build = jenkins.build(job).from(repository.bare, branch).with("BRANCH_NAME", branch).run("""
                @Library('ecs-promote') _
                node {
                    checkout scm
                    ecsSetDisplayName()
                    archiveArtifacts ecsWriteServiceEnv(service: 'service1', values: [SERVICE1_BRANCH: env.BRANCH_NAME, SERVICE1_JOB: env.JOB_NAME])
                }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        Build deploy = jenkins.build("deploy").with("JOB", job).with("BRANCH", branch).run("""
                @Library('ecs-promote') _
                node {
                    echo "line ${ecsUpstreamBuilds(job: params.JOB, jenkinsHome: '%s')}"
                    copyArtifacts(projectName: params.JOB, selector: lastSuccessful(), filter: 'output/*.groovy', target: 'import', flatten: true)
                    load 'import/service1.env.groovy'
                    echo "same ${env.SERVICE1_BRANCH == params.BRANCH} ${env.SERVICE1_JOB == params.JOB}"
                }
                """.formatted(jenkins.home()));
        assertEquals("SUCCESS", deploy.result(), deploy.log());
        assertTrue(deploy.log().contains("\nline [1-Fix GST]\n"), deploy.log());
        assertTrue(deploy.log().contains("\nsame true true\n"), deploy.log());
        HostileTexts.nothingRan(folder, build.log() + deploy.log());
    }

    /** Every argument that a person may fill in. Most are refused; what counts is that each is told as it is, and nothing runs. */
    @ParameterizedTest
    @MethodSource("texts")
    void aParameterIsAValue(String text) {
        Jenkins jenkins = jenkins();
        Repository repository = new Repository(folder, "deployments").commit("x", Map.of("promotion.yaml", Acme.TWO_SERVICES));
        Build build = jenkins.build("deploy-beta").from(repository.bare, "main").with("TEXT", text).run("""
                @Library('ecs-promote') _
                def ended(String what, Closure body) {
                    try {
                        body()
                        echo "$what went on"
                    } catch (Exception e) {
                        echo "$what was refused"
                    }
                }
                def common = [agent: 'deploy', environment: 'beta']
                ended('build') { ecsPromote(common + [job: 'deploy-test', build: params.TEXT]) }
                ended('job') { ecsPromote(common + [job: params.TEXT]) }
                ended('override') { ecsPromote(common + [job: 'deploy-test', overrides: [service1: params.TEXT]]) }
                ended('overridden') { ecsPromote(common + [overrides: [(params.TEXT): '1']]) }
                ended('service') { ecsPromote(common + [services: [params.TEXT]]) }
                ended('environment') { ecsPromote(common + [environment: params.TEXT]) }
                ended('config') { ecsPromote(common + [config: params.TEXT]) }
                ended('release') { ecsRollback(common + [release: params.TEXT, reason: params.TEXT, ledger: 'ledger']) }
                ended('ledger') { ecsRollback(common + [ledger: params.TEXT, reason: params.TEXT]) }
                ended('agent') { ecsRollback(common + [agent: 'linux', lock: params.TEXT, reason: '']) }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        for (String what : List.of("build", "job", "override", "overridden", "service", "environment", "config", "release", "ledger", "agent")) {
            assertTrue(("\n" + build.log()).contains("\n" + what + " was refused\n"), what + " in " + build.log());
        }
        HostileTexts.nothingRan(folder, build.log().replace(text, ""));
    }
}
