package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A team that keeps its Jenkinsfiles: it loads the artifacts of its services' builds as Groovy and hands their values to Terraform.
 * Real Terraform, on a stack that has no provider; inside the sandbox.
 */
class OldJenkinsfileTest {
    private static final String MESSAGE = "Fix $(touch pwned) '\"; `id` ${env.SECRET}";

    @TempDir
    Path folder;

    private Jenkins jenkins;
    private Repository stacks;

    @BeforeEach
    void aServiceWasBuiltAndThereIsAStack() {
        Assumptions.assumeTrue(Checkout.hasProgram("terraform"), "terraform is not on the PATH");
        jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .sandboxed()
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString())
                .variable("ECS_PROMOTE", Checkout.ROOT.resolve("dist/bin/ecs-promote.cjs").toString());
        Map<String, String> tree = new LinkedHashMap<>();
        tree.put("src/appcluster-test/main.tf", """
                variable "service1-build" { type = string }
                variable "service1-message" {
                  type    = string
                  default = ""
                }
                resource "terraform_data" "service1" { input = [var.service1-build, var.service1-message] }
                output "deployed" { value = terraform_data.service1.output }
                """);
        tree.put("src/appcluster-test/tf-config.tf", "");
        tree.put("src/appcluster-test/variables.tfvars", "");
        tree.put("config/ap-southeast-2/appcluster-test/tf-config.tf",
                "terraform {\n  backend \"local\" { path = \"" + folder.resolve("state/test.tfstate") + "\" }\n}\n");
        tree.put("config/ap-southeast-2/appcluster-test/variables.tfvars", "");
        tree.put("orchestrate", Checkout.text("orchestration/orchestrate"));
        stacks = new Repository(folder, "stacks").commit("A stack", tree);
        Repository service = new Repository(folder, "service1").commit(MESSAGE, Map.of());
        Build built = jenkins.build("service1-build").from(service.bare, "main").run("""
                @Library('ecs-promote') _
                node {
                    checkout scm
                    def named = ecsSetDisplayName()
                    archiveArtifacts ecsWriteServiceEnv(service: 'service1', values: [
                        SERVICE1_BUILD: env.BUILD_NUMBER, SERVICE1_COMMIT_MSG: named.description,
                    ])
                }
                """);
        assertEquals("SUCCESS", built.result(), built.log());
    }

    private Build run(String steps) {
        return jenkins.build("deploy-test").from(stacks.bare, "main").run("""
                @Library('ecs-promote') _
                node('deploy') {
                    stage('Import') {
                        checkout scm
                        copyArtifacts(projectName: 'service1-build', selector: lastSuccessful(), filter: 'output/*.groovy', target: 'import', flatten: true)
                        load "import/service1.env.groovy"
                    }
                    stage('Deploy') {
                        %s
                    }
                }
                """.formatted(steps));
    }

    /** Unchanged from before there was this library: it calls what now is our launcher. */
    @Test
    void theOldCallOfOrchestrateDeploys() {
        Build build = run("sh \"./orchestrate apply appcluster-test ap-southeast-2 -var service1-build=${env.SERVICE1_BUILD}\"");
        assertEquals("SUCCESS", build.result(), build.log());
        assertEquals("[\"1\",\"\"]", deployed());
    }

    @Test
    void theVarDeploysAndNoShellSeesTheValues() throws IOException {
        Build build = run("""
                def done = ecsOrchestrate(command: 'apply', stack: 'appcluster-test', region: 'ap-southeast-2', variables: [
                    'service1-build': env.SERVICE1_BUILD, 'service1-message': env.SERVICE1_COMMIT_MSG,
                ])
                echo "applied ${done.applied}"
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        assertTrue(build.log().contains("\napplied true\n"), build.log());
        assertEquals(1, build.counts().processes());
        assertEquals("[\"1\"," + groovy.json.JsonOutput.toJson(MESSAGE) + "]", deployed());
        try (var files = Files.walk(folder)) {
            assertFalse(files.anyMatch(file -> file.endsWith("pwned")));
        }
    }

    @Test
    void withoutTheAgentsImageThePartThatRunsTerraformIsSaidToBeMissing() {
        jenkins.variable("ECS_PROMOTE_HOME", "/nowhere");
        Build build = run("ecsOrchestrate(command: 'plan', stack: 'appcluster-test', region: 'ap-southeast-2', variables: ['service1-build': '1'])");
        String message = build.failure().getMessage();
        assertTrue(message.startsWith("ecs-promote orchestrate ended with 6.\nprogram-bundle-missing: orchestrate is in "), build.log());
        assertTrue(message.contains("the agent image"), message);
    }

    /** What Terraform has in its state, as our program reads it. */
    private String deployed() {
        Build build = jenkins.build("look").from(stacks.bare, "main").run("""
                @Library('ecs-promote') _
                node {
                    checkout scm
                    echo "deployed ${groovy.json.JsonOutput.toJson(ecsOrchestrate(command: 'output', stack: 'appcluster-test', region: 'ap-southeast-2', outputs: ['deployed']).outputs.deployed.value)}"
                }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        return build.log().replaceFirst("(?s).*\ndeployed ", "").replaceFirst("(?s)\n.*", "");
    }
}
