package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import ecspromote.runner.RunnerFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarative pipelines: our vars within them, and that the runner reads them as Jenkins does. */
class DeclarativeTest {
    @TempDir
    Path folder;

    private Build run(String body) {
        return jenkins().build("job").with("BRANCH_NAME", "main").run("@Library('ecs-promote') _\npipeline {\n" + body + "\n}\n");
    }

    private Jenkins jenkins() {
        return new Jenkins(folder.resolve("jenkins"), Checkout.library()).variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString());
    }

    private static String stage(String body) {
        return "stages { stage('One') { " + body + " } }";
    }

    @Test
    void theJenkinsfilesThatTeamsCopyGoFromACommitToBeta() {
        try (Acme acme = new Acme(folder, Acme.TWO_SERVICES.replaceAll("(?m)^  service2:.*\n", ""))) {
            Build built = acme.build("service1", "service1-build", "Fix the rounding of GST", "declarative/service-build");
            assertEquals("SUCCESS", built.result(), built.log());
            assertTrue(built.log().contains("[stage] Build\n"), built.log());
            assertEquals("SUCCESS", acme.deployToTest(Checkout.jenkinsfile("deploy-test").replace(", 'service2'", "")).result());
            Build beta = acme.deploy("deploy-beta", Checkout.jenkinsfile("declarative/promote"));
            assertEquals("SUCCESS", beta.result(), beta.log());
            assertTrue(beta.log().endsWith("\nBeta runs " + beta.displayName() + "\nFinished: SUCCESS\n"), beta.log());
            assertEquals(2, beta.counts().processes());
            Build failed = acme.deployment("deploy-beta").with("BUILD_TO_DEPLOY", "99").run(Checkout.jenkinsfile("declarative/promote"));
            assertEquals("FAILURE", failed.result(), failed.log());
            assertTrue(failed.log().contains("\nBeta was not changed, or has gone back: see output/promotion.json\n"), failed.log());
        }
    }

    @Test
    void onAnAgentTheSourceIsCheckedOutAndOurVarsRun() {
        Repository repository = new Repository(folder, "service1").commit("Fix GST", Map.of());
        Build build = jenkins().build("job").from(repository.bare, "main").run("""
                @Library('ecs-promote') _
                pipeline {
                    agent { label 'linux' }
                    environment { SERVICE = 'service1' }
                    stages {
                        stage('Name') {
                            steps {
                                ecsSetDisplayName()
                                script {
                                    def file = ecsWriteServiceEnv(service: env.SERVICE, values: [SERVICE1_BUILD: env.BUILD_NUMBER])
                                    archiveArtifacts file
                                }
                            }
                        }
                    }
                }
                """);
        assertEquals("SUCCESS", build.result(), build.log());
        assertEquals("Fix GST", build.displayName());
        assertEquals(List.of("node linux"), build.events());
        assertEquals(1, build.counts().steps().get("checkout"));
        assertTrue(build.archived("output/service1.env.groovy").endsWith("env.SERVICE1_BUILD=1\n"));
    }

    @Test
    void withAnAgentAroundItAPromotionSaysThatItTakesItsOwn() {
        Build build = run("agent any\noptions { skipDefaultCheckout() }\n"
                + stage("steps { ecsPromote(agent: 'a', environment: 'test', services: ['s']) }"));
        assertTrue(build.failure().getMessage().startsWith("Call ecsPromote outside node"), build.log());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "expression { params.BRANCH_NAME == 'main' }|true",
        "expression { return false }|false",
        "branch 'main'|true",
        "not { branch 'main' }|false",
        "anyOf { branch 'x'; branch 'main' }|true",
        "allOf { branch 'x'; branch 'main' }|false",
        "beforeAgent true; branch 'x'|false",
    })
    void aStageRunsWhenItsConditionHolds(String when, boolean runs) {
        Build build = run("agent none\n" + stage("when { " + when + " }\nsteps { echo 'it ran' }"));
        assertEquals("SUCCESS", build.result(), build.log());
        assertEquals(runs, build.log().contains("\nit ran\n"), build.log());
        assertEquals(!runs, build.log().contains("Stage One skipped due to when conditional"), build.log());
    }

    @Test
    void whatComesAfterwardsDependsOnHowItWent() {
        String post = "post { cleanup { echo 'last' }\nalways { echo 'always' }\nfailure { echo 'failed' }\naborted { echo 'aborted' }\nsuccess { echo 'well' } }";
        assertTrue(run("agent none\n" + stage("steps { echo 'x' }") + "\n" + post).log().endsWith("x\nalways\nwell\nlast\nFinished: SUCCESS\n"));
        assertTrue(run("agent none\n" + stage("steps { error 'x' }\n" + post)).log().endsWith("always\nfailed\nlast\nERROR: x\nFinished: FAILURE\n"));
        Build late = run("agent any\noptions { skipDefaultCheckout()\ntimeout(time: 1, unit: 'SECONDS') }\n" + stage("steps { sh 'sleep 20' }") + "\n" + post);
        assertTrue(late.log().endsWith("\nalways\naborted\nlast\norg.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Timeout has been exceeded\nFinished: ABORTED\n"), late.log());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "stages { stage('x') { steps { echo 'x' } } }|Missing required section \"agent\"",
        "agent none|Missing required section \"stages\"",
        "agent none; stagez { }|Undefined section \"stagez\" in pipeline",
        "agent none; stages { stage('x') { steps { } } }|Expected at least one step",
        "agent none; stages { stage('x') { steps { def a = 1 } } }|Expected a call in steps",
        "agent none; stages { stage('x') { parallel { } } }|Undefined section \"parallel\" in stage",
        "agent { docker 'x' }; stages { stage('x') { steps { echo 'x' } } }|No agent type docker",
        "agent none; options { unknown() }; stages { stage('x') { steps { echo 'x' } } }|Invalid option type \"unknown\"",
        "agent none; parameters { extensibleChoice(name: 'x') }; stages { stage('x') { steps { echo 'x' } } }|Invalid parameter type \"extensibleChoice\"",
    })
    void whatIsNoDeclarativePipelineIsRefusedBeforeAnythingRuns(String body, String expected) {
        String message = assertThrows(RunnerFailure.class, () -> run(body)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void parametersHaveTheirDefaultsUnlessTheyAreGiven() {
        String pipeline = "agent none\nparameters { string(name: 'A', defaultValue: 'one')\nchoice(name: 'B', choices: ['two', 'three'])\nbooleanParam(name: 'C', defaultValue: true) }\n"
                + stage("steps { echo \"${params.A} ${params.B} ${params.C}\" }");
        assertTrue(run(pipeline).log().contains("\none two true\n"));
        Build given = jenkins().build("job").with("B", "three").run("pipeline {\n" + pipeline + "\n}");
        assertTrue(given.log().contains("\none three true\n"), given.log());
        assertFalse(given.log().contains("two"));
    }
}
