package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments on demand come and go with real Terraform, on a stack that has no provider; inside the sandbox. */
class EnvironmentTest {
    @TempDir
    Path folder;

    private Jenkins jenkins;
    private Repository repository;

    @BeforeEach
    void aStackOnDemand() {
        Assumptions.assumeTrue(Checkout.hasProgram("terraform"), "terraform is not on the PATH");
        jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .sandboxed()
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString());
        repository = new Repository(folder, "deployments").commit("A stack", Map.of(
                "promotion.yaml", """
                        version: 1
                        ledger: %s
                        defaults: { region: ap-southeast-2 }
                        services: { service1: { image: registry.example/service1 } }
                        environments:
                          test: { stack: appcluster-test, onDemand: {} }
                          live: { stack: appcluster-live }
                        """.formatted(folder.resolve("ledger")),
                "src/appcluster-test/main.tf", "resource \"terraform_data\" \"cluster\" {}\n",
                "src/appcluster-test/tf-config.tf", "",
                "src/appcluster-test/variables.tfvars", "",
                "config/ap-southeast-2/appcluster-test/tf-config.tf",
                "terraform {\n  backend \"local\" { path = \"" + folder.resolve("state/test.tfstate") + "\" }\n}\n",
                "config/ap-southeast-2/appcluster-test/variables.tfvars", ""));
    }

    private Build run(String jenkinsfile) {
        return jenkins.build("environments").from(repository.bare, "main").with("REASON", "$(touch pwned) 'demo'").run(jenkinsfile);
    }

    private static Build succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
        return build;
    }

    @Test
    void oneComesIsKeptByTheNightAndGoes() {
        Build up = succeeded(run("""
                @Library('ecs-promote') _
                def now = ecsEnvironmentUp(agent: 'deploy', environment: 'test', hours: 4, by: 'anna', reason: params.REASON)
                echo "state ${now.state}, kept by ${now.lease.by}: ${now.lease.reason}"
                """));
        assertTrue(up.log().contains("\nstate up, kept by anna: $(touch pwned) 'demo'\n"), up.log());
        assertEquals(List.of("lock ecs-promote-test, the newest first", "node deploy", "unlock ecs-promote-test"), up.events());
        assertEquals(1, up.counts().processes());
        assertTrue(up.archived("output/apply-test.log").contains("Apply complete!"));

        Build night = succeeded(jenkins.build("destroy").from(repository.bare, "main").run(Checkout.jenkinsfile("destroy")));
        assertEquals(List.of("node deploy"), night.events());
        assertTrue(night.log().contains("test  is up since "), night.log());

        Build down = succeeded(run("""
                @Library('ecs-promote') _
                def gone = ecsEnvironmentDown(agent: 'deploy', environment: 'test', endLease: true, by: 'ben', reason: 'over')
                echo "result ${gone.environments[0].result}"
                """));
        assertTrue(down.log().contains("\nresult destroyed\n"), down.log());
        assertEquals(List.of("lock ecs-promote-test, the newest first", "node deploy", "unlock ecs-promote-test"), down.events());
        HostileTexts.nothingRan(folder, up.log());
    }

    private Build wish(String wish, String hours) {
        return jenkins.build("environment").from(repository.bare, "main").with("ENVIRONMENT", "test").with("WISH", wish)
                .with("HOURS", hours).with("REASON", "load test of “live”").run(Checkout.jenkinsfile("environment"));
    }

    @Test
    void peopleCreateKeepAndDestroyByOneJob() {
        Build none = wish("keep", "12");
        assertEquals("FAILURE", none.result(), none.log());
        assertTrue(none.failure().getMessage().contains("environment-not-up"), none.log());

        succeeded(wish("create", "4"));
        Build kept = succeeded(wish("keep", "12"));
        assertTrue(kept.log().contains(": load test of “live”"), kept.log());
        assertEquals(List.of("node deploy"), kept.events(), "it waits for no promotion that holds the environment");
        assertEquals(1, kept.counts().processes());

        Build misspelt = wish("destory", "4");
        assertEquals("FAILURE", misspelt.result(), misspelt.log());
        assertTrue(misspelt.failure().getMessage().startsWith("WISH is “destory” and not create"), misspelt.log());
        assertEquals(List.of(), misspelt.events());

        succeeded(wish("destroy anyway", "4"));
        Build again = wish("keep", "4");
        assertTrue(again.failure().getMessage().contains("is down"), again.log());
    }

    @Test
    void whatIsNotOnDemandNeverGoes() {
        Build build = run("""
                @Library('ecs-promote') _
                ecsEnvironmentDown(agent: 'deploy', environment: 'live', reason: 'oops')
                """);
        assertEquals("FAILURE", build.result(), build.log());
        assertTrue(build.failure().getMessage().startsWith("ecs-promote environment down ended with "), build.log());
        assertTrue(build.failure().getMessage().contains("onDemand"), build.log());
    }
}
