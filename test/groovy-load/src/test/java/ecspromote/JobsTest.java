package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.util.Node;
import groovy.util.NodeList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `ecs-promote jobs` writes, run: the golden script of test/fixtures/jobs, and one from a configuration full of code. */
class JobsTest {
    private static final Path FIXTURES = Installed.ROOT.resolve("test/fixtures/jobs");

    /**
     * Methods of Job DSL 1.9x that the script may call, with the number of their arguments before a block: from its sources (Job,
     * BuildParametersContext, CpsScmContext, GitContext, RemoteContext, LogRotatorContext). Below `properties` they are dynamic and
     * follow the symbols and setters of CopyArtifactPermissionProperty, DisableConcurrentBuildsJobProperty,
     * PipelineTriggersJobProperty, SCMTrigger and TimerTrigger.
     */
    private static final Set<String> KNOWN = Set.of(
        "folder(1)", "pipelineJob(1)", "pipelineJob/description(1)", "pipelineJob/logRotator(0)", "pipelineJob/logRotator/numToKeep(1)",
        "pipelineJob/properties(0)", "pipelineJob/properties/disableConcurrentBuilds(0)",
        "pipelineJob/properties/disableConcurrentBuilds/abortPrevious(1)", "pipelineJob/properties/copyArtifactPermission(0)",
        "pipelineJob/properties/copyArtifactPermission/projectNames(1)", "pipelineJob/properties/pipelineTriggers(0)",
        "pipelineJob/properties/pipelineTriggers/triggers(0)", "pipelineJob/properties/pipelineTriggers/triggers/cron(0)",
        "pipelineJob/properties/pipelineTriggers/triggers/cron/spec(1)", "pipelineJob/properties/pipelineTriggers/triggers/pollSCM(0)",
        "pipelineJob/properties/pipelineTriggers/triggers/pollSCM/scmpoll_spec(1)",
        "pipelineJob/properties/pipelineTriggers/triggers/pollSCM/ignorePostCommitHooks(1)", "pipelineJob/parameters(0)",
        "pipelineJob/parameters/choiceParam(3)", "pipelineJob/parameters/stringParam(3)", "pipelineJob/definition(0)",
        "pipelineJob/definition/cpsScm(0)", "pipelineJob/definition/cpsScm/scm(0)", "pipelineJob/definition/cpsScm/scm/git(0)",
        "pipelineJob/definition/cpsScm/scm/git/remote(0)", "pipelineJob/definition/cpsScm/scm/git/remote/url(1)",
        "pipelineJob/definition/cpsScm/scm/git/remote/credentials(1)", "pipelineJob/definition/cpsScm/scm/git/branch(1)",
        "pipelineJob/definition/cpsScm/scriptPath(1)", "pipelineJob/definition/cpsScm/lightweight(1)", "pipelineJob/configure(0)");

    /** What they are called with in the approvals, or in Script Security's own list (generic-whitelist: List.get, String.plus). */
    private static final Map<String, String> SIGNATURES = Map.of(
        "groovy.util.Node.get/1", "method groovy.util.Node get java.lang.String",
        "groovy.util.Node.appendNode/1", "method groovy.util.Node appendNode java.lang.Object",
        "groovy.util.Node.appendNode/2", "method groovy.util.Node appendNode java.lang.Object java.lang.Object, "
            + "method groovy.util.Node appendNode java.lang.Object java.util.Map",
        "groovy.util.NodeList.get/1", "",
        "java.lang.String.plus/1", "");

    @TempDir
    Path folder;

    private static String fixture(String name) throws IOException {
        return Files.readString(FIXTURES.resolve(name));
    }

    @Test
    void makesTheJobsAndNothingThatJobDslDoesNotKnow() throws IOException {
        JobDsl made = JobDsl.run(fixture("jobs.groovy"));
        assertEquals(
            List.of("service1-build", "shop/service2-build", "deploy-test", "deploy-beta", "shop/deploy-live", "deploy-demo", "due",
                "rollback", "environment", "destroy-test", "destroy-demo", "backup", "board"),
            made.jobs());
        assertEquals(Set.of(), made.paths().stream().filter(path -> !KNOWN.contains(path)).collect(Collectors.toSet()));
        assertTrue(made.calls().indexOf("folder \"shop\"") < made.calls().indexOf("pipelineJob \"shop/service2-build\""));
    }

    @Test
    void startsBuildsOnAWebhookAndLooksEachHourWhatIsToBeDestroyed() throws IOException {
        List<String> calls = JobDsl.run(fixture("jobs.groovy")).calls().stream().map(String::strip).toList();
        assertEquals(2, calls.stream().filter("scmpoll_spec \"\""::equals).count());
        assertTrue(calls.contains("spec \"TZ=Australia/Melbourne\n0 * * * *\""), String.join("\n", calls));
        assertTrue(calls.contains("spec \"TZ=UTC\n0 * * * *\""), String.join("\n", calls));
        assertEquals(2, calls.stream().filter("abortPrevious false"::equals).count());
        assertTrue(calls.contains("spec \"H/15 * * * *\""), String.join("\n", calls));
        assertTrue(calls.contains("projectNames \"deploy-test,deploy-beta,shop/deploy-live,deploy-demo\""));
    }

    @Test
    void offersEachDeployJobAnApprovedListOfBuilds() throws Exception {
        JobDsl made = JobDsl.run(fixture("jobs.groovy"));
        for (String job : List.of("deploy-beta", "shop/deploy-live")) {
            assertTrue(fixture("approvals.yaml").contains("- " + hash(scriptOf(made, job)) + " # \"" + job + "\"\n"), job);
        }
        assertEquals(
            "def job = 'deploy-beta'\ndef limit = 100\ndef eligibleFor = 'live'\ndef configFrom = 'ecs-promote-jobs'\n",
            scriptOf(made, "shop/deploy-live").replaceFirst("(?s)(?<=\n)//.*", ""));
        String script = Files.readString(Installed.ROOT.resolve("jenkins/choices/upstreamBuilds.groovy"));
        assertTrue(scriptOf(made, "deploy-beta").endsWith(script.substring(script.indexOf("\n//"))));
    }

    @Test
    void callsInTheSandboxOnlyWhatIsApproved() throws IOException {
        Set<String> strangers = JobDsl.run(fixture("jobs.groovy")).strangers();
        assertEquals(SIGNATURES.keySet(), strangers);
        Set<String> wanted = new TreeSet<>();
        SIGNATURES.values().stream().filter(text -> !text.isEmpty()).forEach(text -> wanted.addAll(List.of(text.split(", "))));
        Set<String> approved = fixture("approvals.yaml").lines().map(String::strip).filter(line -> line.startsWith("- method "))
            .map(line -> line.substring(2)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, approved);
    }

    @Test
    void takesNamesForText() throws Exception {
        String code = "$(touch pwned)'+new/**/File('pwned').createNewFile()+'${1}`touch/**/pwned`\\u0027\"";
        String path = code.replace("\\", "");
        String yaml = "'" + code.replace("'", "''") + "'";
        Files.writeString(folder.resolve("promotion.yaml"), String.join("\n",
            "version: 1", "defaults: { region: eu-west-1 }",
            "jenkins: { repository: " + yaml.replaceFirst("'", "'https://x/").replace("touch pwned", "touch/**/pwned") + ", jenkinsfiles: '" + path.replace("'", "''") + "' }",
            "services:", "  web: { image: acme/web, job: " + "\"b ' + 1 + ' {}\" }",
            "environments:", "  test: { cluster: t }", "  live: { cluster: l, promotesFrom: test, job: \"team's/l ' + 1\" }"));
        Installed.theProgram();
        String script = Installed.program(folder, "jobs");
        JobDsl made = JobDsl.run(script);
        assertEquals(List.of("deploy-test", "team's/l ' + 1", "rollback"), made.jobs());
        List<String> calls = made.calls().stream().map(String::strip).toList();
        assertTrue(calls.contains("scriptPath \"" + path + "/promote.Jenkinsfile\""), String.join("\n", calls));
        assertTrue(calls.contains("url \"https://x/" + code.replace("touch pwned", "touch/**/pwned") + "\""), String.join("\n", calls));
        assertFalse(Files.exists(Path.of("pwned")) || Files.exists(folder.resolve("pwned")));
    }

    @Test
    void theSeedJobRunsAsTheUserSeed() throws IOException {
        String yaml = Files.readString(Installed.ROOT.resolve("jenkins/controller/casc/jenkins.yaml"));
        String script = yaml.substring(yaml.indexOf("- script: |\n") + 12).replaceAll("(?m)^ {6}", "");
        JobDsl made = JobDsl.run(script);
        assertEquals(List.of("ecs-promote-jobs"), made.jobs());
        assertEquals(Set.of(), made.paths().stream().filter(path -> !KNOWN.contains(path)).collect(Collectors.toSet()));
        Node strategy = (Node) ((Node) made.propertiesOf("ecs-promote-jobs").children().get(1)).children().get(0);
        assertEquals("org.jenkinsci.plugins.authorizeproject.strategy.SpecificUsersAuthorizationStrategy", strategy.attribute("class"));
        assertEquals("seed", ((Node) strategy.children().get(0)).text());
    }

    @Test
    void theSeedJobAppliesTheScriptInTheSandbox() throws IOException {
        String pipeline = Files.readString(Installed.ROOT.resolve("jenkins/controller/seed.Jenkinsfile"));
        JobDsl said = JobDsl.run(pipeline.replace("checkout scm", "checkout 'scm'"));
        List<String> calls = said.calls().stream().map(String::strip).toList();
        assertTrue(calls.contains("archiveArtifacts \"promotion.yaml, jobs.groovy, approvals.yaml\""), String.join("\n", calls));
        assertTrue(calls.stream().anyMatch(call -> call.startsWith("jobDsl ") && call.contains("sandbox=true") && call.contains("removedJobAction=DISABLE")));
    }

    private static String scriptOf(JobDsl made, String job) {
        List<?> parameters = made.parametersOf(job).children();
        Node choice = (Node) parameters.get(parameters.size() - 1);
        Node provider = (Node) ((NodeList) choice.get("choiceListProvider")).get(0);
        Node groovyScript = (Node) ((NodeList) provider.get("groovyScript")).get(0);
        return ((Node) ((NodeList) groovyScript.get("script")).get(0)).text();
    }

    private static String hash(String script) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(("groovy:" + script).getBytes(StandardCharsets.UTF_8));
        return "SHA512:" + HexFormat.of().formatHex(digest);
    }
}
