package ecspromote;

import ecspromote.runner.Build;
import ecspromote.runner.Jenkins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A team's whole world: services in git, a deployment repository with promotion.yaml and the ledger, an emulated AWS, agents with the
 * program's image and builders of images that push there, and a Jenkins whose jobs are the Jenkinsfiles that teams copy.
 */
final class Acme implements AutoCloseable {
    static final String REGISTRY = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com";
    /** Planted, to be looked for where it must not be. */
    static final String SECRET = "planted/Secret+Key";
    static final String TWO_SERVICES = """
            version: 1
            defaults: { region: ap-southeast-2, accountId: "123456789012" }
            services:
              service1: { image: %1$s/service1 }
              service2: { image: %1$s/service2 }
            environments:
              test: { cluster: appcluster-test }
              beta: { promotesFrom: test, cluster: appcluster-beta }
              staging: { promotesFrom: beta, cluster: appcluster-staging }
              live:
                promotesFrom: staging
                cluster: appcluster-live
                approval: { from: [release-managers], minimum: 2, notRequester: true }
            """.formatted(REGISTRY);

    final Jenkins jenkins;
    final Emulator emulator = new Emulator();
    private final Path folder;
    private final Repository deployments;
    private final Map<String, Repository> services;

    Acme(Path folder, String promotionYaml) {
        this.folder = folder;
        jenkins = new Jenkins(folder.resolve("jenkins"), Checkout.library())
                .variable("ECS_PROMOTE_HOME", Checkout.ROOT.resolve("dist").toString())
                .variable("ECS_PROMOTE_CLOCK_URL", emulator.address("clockUrl"))
                .variable("AWS_ENDPOINT_URL", emulator.address("url"))
                .variable("AWS_REGION", "ap-southeast-2")
                .variable("AWS_ACCESS_KEY_ID", "AKIAREHEARSAL")
                .variable("AWS_SECRET_ACCESS_KEY", SECRET)
                .variable("PUSH_URL", emulator.address("pushUrl"))
                .variable("KANIKO_EXECUTOR", folder.resolve("tools/executor").toString())
                .variable("PATH", builders() + ":" + System.getenv("PATH"));
        deployments = new Repository(folder, "deployments").commit("The line", Map.of("promotion.yaml", promotionYaml));
        services = Stream.of("service1", "service2", "service3")
                .collect(Collectors.toMap(name -> name, name -> new Repository(folder, name)));
    }

    /** Changes promotion.yaml on the branch that the deploy jobs check out. */
    void configure(String promotionYaml) {
        deployments.commit("Another line", Map.of("promotion.yaml", promotionYaml));
    }

    /** Commits in a service's repository and runs its build job. */
    Build build(String service, String message) {
        return build(service, service + "-build", message);
    }

    Build build(String service, String job, String message) {
        return build(service, job, message, "service-build");
    }

    Build build(String service, String job, String message, String file) {
        return buildWith(service, job, message, Checkout.jenkinsfile(file).replace("service1", service));
    }

    Build buildWith(String service, String job, String message, String jenkinsfile) {
        services.get(service).commit(message, Map.of("test.sh", "#!/bin/sh\necho tested\n", "app.js", "// " + message.length()));
        return jenkins.build(job).from(services.get(service).bare, "main").run(jenkinsfile);
    }

    Build deployToTest() {
        return deployToTest(Checkout.jenkinsfile("deploy-test"));
    }

    Build deployToTest(String jenkinsfile) {
        return deploy("deploy-test", jenkinsfile);
    }

    /** A job in the repository with promotion.yaml. */
    Build deploy(String job, String jenkinsfile) {
        return deployment(job).run(jenkinsfile);
    }

    Build deployment(String job) {
        return jenkins.build(job).from(deployments.bare, "main");
    }

    Build promote(String environment, String from, String build) {
        return promotion(environment, from, build).run(Checkout.jenkinsfile("promote"));
    }

    Build promotion(String environment, String from, String build) {
        return deployment("deploy-" + environment)
                .with("ENVIRONMENT", environment)
                .with("UPSTREAM_JOB", "deploy-" + from)
                .with("BUILD_TO_DEPLOY", build);
    }

    /** They build nothing, tell how they were called, and push an image of the commit in the current folder. */
    private Path builders() {
        try {
            Path tools = Files.createDirectories(folder.resolve("tools"));
            for (String name : List.of("docker", "buildah", "executor")) {
                builder(tools.resolve(name));
            }
            return tools;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void builder(Path program) throws IOException {
        Files.writeString(program, """
                #!/bin/sh
                set -eu
                echo "called: ${0##*/} $*"
                case " $* " in
                  *" push "* | *" --push "* | *" --destination "*) ;;
                  *) exit 0 ;;
                esac
                for word in "$@"; do
                  case "$word" in *.amazonaws.com/*) image="$word" ;; esac
                done
                node -e '
                  const [service, tag] = process.argv[1].split("/").pop().split(":");
                  fetch(process.env.PUSH_URL, { method: "POST", body: JSON.stringify({ service, tag, commit: process.argv[2] }) })
                    .then(async (answer) => { if (!answer.ok) throw new Error(await answer.text()); });
                ' "$image" "$(git rev-parse HEAD)"
                """);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " can't be made executable");
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
