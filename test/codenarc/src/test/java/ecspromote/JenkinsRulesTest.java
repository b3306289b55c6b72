package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.groovy.control.Phases;
import org.codenarc.rule.AbstractRule;
import org.codenarc.rule.Violation;
import org.codenarc.rule.jenkins.ClassNotSerializableRule;
import org.codenarc.rule.jenkins.ClosureInGStringRule;
import org.codenarc.rule.jenkins.CpsCallFromNonCpsMethodRule;
import org.codenarc.rule.jenkins.ExpressionInCpsMethodNotSerializableRule;
import org.codenarc.rule.jenkins.ForbiddenCallInCpsMethodRule;
import org.codenarc.rule.jenkins.ObjectOverrideOnlyNonCpsMethods;
import org.codenarc.source.CustomCompilerPhaseSourceDecorator;
import org.codenarc.source.SourceCode;
import org.codenarc.source.SourceString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules are called one by one: through CodeNarc's runners a file that does not compile would count as one without a violation. */
class JenkinsRulesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** Without the rule against parameters that are not serialisable: it takes Map and List for such. */
    private static List<AbstractRule> rules() {
        List<AbstractRule> rules = List.of(
                new ClassNotSerializableRule(), new ClosureInGStringRule(), new CpsCallFromNonCpsMethodRule(),
                new ExpressionInCpsMethodNotSerializableRule(), new ForbiddenCallInCpsMethodRule(),
                new ObjectOverrideOnlyNonCpsMethods());
        // By default they look at files named Jenkinsfile only.
        rules.forEach(rule -> rule.setApplyToFileNames(null));
        return rules;
    }

    static Stream<Path> files() throws IOException {
        try (var vars = Files.list(ROOT.resolve("vars")); var pipelines = Files.walk(ROOT.resolve("jenkins/pipelines"))) {
            return Stream.concat(vars, pipelines)
                    .filter(file -> file.toString().matches(".*(\\.groovy|Jenkinsfile)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingIsToBeSaidOf(Path file) throws Throwable {
        assertEquals(List.of(), violations(Files.readString(file)), ROOT.relativize(file).toString());
    }

    @Test
    void theRulesDoLook() throws Throwable {
        assertTrue(violations("@NonCPS\ndef a() { b() }\ndef b() { sh 'x' }").toString().contains("CpsCallFromNonCpsMethod"));
        assertTrue(violations("List a(List list) { return list.toSorted { a, b -> a <=> b } }").toString().contains("ForbiddenCallInCpsMethod"));
        assertFalse(compiles("def a( {"));
    }

    /** Compiled as far as most of the rules want it: to where types are known. */
    private static SourceCode source(String text, int phase) {
        SourceCode source = new SourceString(text);
        return phase == source.getAstCompilerPhase() ? source : new CustomCompilerPhaseSourceDecorator(source, phase);
    }

    private static boolean compiles(String text) {
        return source(text, Phases.SEMANTIC_ANALYSIS).isValid();
    }

    private static List<String> violations(String text) throws Throwable {
        // Pipeline imports these into every script; a Jenkinsfile names a library that only Jenkins knows.
        String source = "import com.cloudbees.groovy.cps.NonCPS;" + text.replaceFirst("@Library\\('ecs-promote'\\) _", "");
        assertTrue(compiles(source), "Compilation failed: " + text);
        List<String> found = new ArrayList<>();
        for (AbstractRule rule : rules()) {
            for (Violation violation : rule.applyTo(source(source, rule.getCompilerPhase()))) {
                found.add("line " + violation.getLineNumber() + ": " + rule.getName() + ": " + violation.getMessage());
            }
        }
        return found;
    }
}
