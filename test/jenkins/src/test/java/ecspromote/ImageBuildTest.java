package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever builds the image: its tag is the build's number and is never moved, and its digest is what the registry says. */
class ImageBuildTest {
    @TempDir
    static Path folder;

    private static Acme acme;

    @BeforeAll
    static void aRegistry() {
        acme = new Acme(folder, Acme.TWO_SERVICES);
        acme.jenkins.sandboxed();
    }

    @AfterAll
    static void end() {
        acme.close();
    }

    private static Build build(String service, String job, String how) {
        return acme.buildWith(service, job, "Fix GST", """
                @Library('ecs-promote') _
                ecsBuildService(agent: 'docker', service: '%1$s', image: '%2$s/%1$s'%3$s)
                """.formatted(service, Acme.REGISTRY, how));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "docker buildx|, builder: 'buildx'|docker buildx build --tag IMAGE --push .",
        "buildah|, builder: 'buildah'|buildah push IMAGE",
        "kaniko|, builder: 'kaniko'|executor --context dir://WORKSPACE --destination IMAGE",
        "a command|, imageCommand: 'buildah push --all $IMAGE_REPOSITORY:$IMAGE_TAG'|buildah push --all IMAGE",
    })
    void anyBuilderWillDo(String name, String how, String called) {
        Build build = build("service1", "service1-build", how);
        assertEquals("SUCCESS", build.result(), build.log());
        String image = Acme.REGISTRY + "/service1:" + build.number();
        String workspace = acme.jenkins.workspace("docker", "service1-build").toString();
        String line = "\ncalled: " + called.replace("IMAGE", image).replace("WORKSPACE", workspace) + "\n";
        assertTrue(build.log().contains(line), build.log());
        String artifact = build.archived("output/service1.env.groovy");
        assertTrue(artifact.contains("env.SERVICE1_TAG=" + build.number() + "\n"), artifact);
        assertTrue(artifact.matches("(?s).*env\\.SERVICE1_DIGEST='sha256:[0-9a-f]{64}'\n.*"), artifact);
        assertEquals(3, build.counts().processes());
    }

    @Test
    void aBuilderThatOnlySaysThatItPushedIsNotBelieved() {
        Build build = build("service2", "service2-build", ", imageCommand: 'echo pushed sha256:" + "0".repeat(64) + "'");
        assertEquals("FAILURE", build.result(), build.log());
        assertTrue(build.failure().getMessage().startsWith("ecs-promote service-env record ended with 4.\necr-image-missing: "), build.log());
        assertFalse(build.hasArchived("output/service2.env.groovy"));
    }

    /** Its numbers begin anew, and the images that the old one pushed may be what runs in Live. */
    @Test
    void aJobThatWasMadeAnewMovesNoTag() {
        assertEquals("SUCCESS", build("service3", "service3-build", "").result());
        Build anew = build("service3", "service3-made-anew", "");
        assertTrue(anew.failure().getMessage().startsWith("ecs-promote service-env check ended with 4.\necr-tag-taken: "), anew.log());
        assertFalse(anew.log().contains("called: docker"), anew.log());
    }
}
