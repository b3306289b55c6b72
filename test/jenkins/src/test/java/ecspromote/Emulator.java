package ecspromote;

import groovy.json.JsonSlurper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The emulated AWS, as a process of its own; it ends with this one. */
final class Emulator implements AutoCloseable {
    private final Process process;
    private final Map<?, ?> addresses;

    Emulator() {
        Path tsx = Checkout.ROOT.resolve("node_modules/tsx/dist/cli.mjs");
        if (!Files.exists(tsx)) {
            throw new IllegalStateException("There is no " + tsx + ": run `npm ci` at the top of the checkout first.");
        }
        String script = Checkout.ROOT.resolve("test/jenkins/emulator.ts").toString();
        try {
            ProcessBuilder builder = new ProcessBuilder("node", tsx.toString(), script)
                    .directory(Checkout.ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true");
            process = builder.start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new IllegalStateException("The emulator ended before it said where it listens");
            }
            addresses = (Map<?, ?>) new JsonSlurper().parseText(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String name) {
        return addresses.get(name).toString();
    }

    /** Puts a fault in force; see ts/rehearsal/aws/faults. */
    void fault(String json) {
        control(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    void endFaults() {
        control(HttpRequest.newBuilder().DELETE());
    }

    /** Lets time go by, for AWS and for whoever asks its clock. */
    void pass(int seconds) {
        time("pass", "{\"seconds\": " + seconds + "}");
    }

    /** Time stands still until {@link #letGo}: whatever is under way stays so. */
    void hold() {
        time("hold", "{}");
    }

    void letGo() {
        time("letGo", "{}");
    }

    private void time(String wish, String json) {
        URI address = URI.create(address("controlUrl") + "/" + wish);
        send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    private void control(HttpRequest.Builder wish) {
        send(wish.uri(URI.create(address("url") + "/_rehearsal/faults")).build());
    }

    private static void send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
