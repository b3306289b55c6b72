package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import groovy.json.JsonSlurper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** A text and the assignments that the product says it stands for. */
record Case(String category, String text, List<List<String>> entries) {}

/** The cases that generate-cases.ts makes with the product's own writer and reader, once per run. */
final class Cases {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path ROOT = MODULE.getParent().getParent();
    private static final Path FOLDER = MODULE.resolve("target").resolve("cases");
    private static final int PER_TEST = 250;
    private static boolean generated;

    private Cases() {}

    static synchronized List<Case> named(String name) {
        try {
            if (!generated) {
                generate();
                generated = true;
            }
            List<Case> cases = new ArrayList<>();
            for (String line : Files.readAllLines(FOLDER.resolve(name + ".jsonl"), StandardCharsets.US_ASCII)) {
                cases.add(parse(line));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some hundred cases to a test, and the categories apart, so that a report is short and says what fails. */
    static List<DynamicTest> inTests(List<Case> cases, Consumer<Case> check) {
        Map<String, List<Case>> byCategory = new LinkedHashMap<>();
        for (Case each : cases) {
            byCategory.computeIfAbsent(each.category(), key -> new ArrayList<>()).add(each);
        }
        List<DynamicTest> tests = new ArrayList<>();
        byCategory.forEach((category, all) -> {
            for (int from = 0; from < all.size(); from += PER_TEST) {
                List<Case> some = all.subList(from, Math.min(all.size(), from + PER_TEST));
                String name = category + ", cases " + (from + 1) + " to " + (from + some.size());
                tests.add(dynamicTest(name, () -> some.forEach(check)));
            }
        });
        return tests;
    }

    /** Fails with the text in a form that can be pasted into a test. */
    static void same(Case expected, List<List<String>> actual) {
        assertEquals(expected.entries(), actual, () -> "for the text " + groovy.json.JsonOutput.toJson(expected.text()));
    }

    private static void generate() throws IOException {
        Path tsx = ROOT.resolve("node_modules").resolve("tsx").resolve("dist").resolve("cli.mjs");
        if (!Files.exists(tsx)) {
            throw new IllegalStateException("There is no " + tsx + ": run `npm ci` at the top of the checkout first.");
        }
        Files.createDirectories(FOLDER);
        Path log = FOLDER.resolve("generate.log");
        String script = MODULE.resolve("generate-cases.ts").toString();
        Process process = new ProcessBuilder("node", tsx.toString(), script, FOLDER.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("generate-cases.ts failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Case parse(String line) {
        Map<String, Object> map = (Map<String, Object>) new JsonSlurper().parseText(line);
        List<List<String>> entries = new ArrayList<>();
        for (List<String> entry : (List<List<String>>) map.get("entries")) {
            entries.add(List.copyOf(entry));
        }
        return new Case((String) map.get("category"), (String) map.get("text"), entries);
    }
}
