package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ecspromote.runner.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduled job with the Jenkinsfile that teams copy: it publishes the board of what the deploy jobs have done. */
class BoardTest {
    @TempDir
    Path folder;

    @Test
    void whatRunsIsPublishedAsAPageOfTheJob() throws Exception {
        try (Acme acme = new Acme(folder, Acme.TWO_SERVICES)) {
            acme.jenkins.sandboxed();
            succeeded(acme.build("service1", "Fix <b>the</b> rounding of GST"));
            succeeded(acme.build("service2", "Say when the kitchen closes"));
            succeeded(acme.deployToTest());
            Build board = acme.deploy("board", Checkout.jenkinsfile("board"));
            succeeded(board);
            Path report = board.archive().resolveSibling("htmlreports/Board");
            String page = Files.readString(report.resolve("index.html"));
            assertTrue(page.contains("Fix &lt;b&gt;the&lt;/b&gt; rounding of GST"), page);
            assertTrue(page.contains("compared with what runs"), page);
            assertTrue(Files.exists(report.resolve("board.css")), "its style");
        }
    }

    private static void succeeded(Build build) {
        assertEquals("SUCCESS", build.result(), build.log());
    }
}
