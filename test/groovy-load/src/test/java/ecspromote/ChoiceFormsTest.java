package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.util.Node;
import groovy.util.NodeList;
import groovy.util.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The script reaches a job byte for byte in each of its three forms: a hash approves it, and one blank more would be another script. */
class ChoiceFormsTest {
    private static final Path CHOICES = Installed.ROOT.resolve("jenkins/choices");
    private static final String PROVIDER = "jp.ikedam.jenkins.plugins.extensible_choice_parameter.SystemGroovyChoiceListProvider";

    private static String file(String name) throws IOException {
        return Files.readString(CHOICES.resolve(name));
    }

    private static void assertHoldsTheScript(Node choice) throws IOException {
        assertEquals("BUILD_TO_DEPLOY", text(choice, "name"));
        assertEquals("false", text(choice, "editable"));
        Node provider = child(choice, "choiceListProvider");
        assertEquals(PROVIDER, provider.attribute("class"));
        Node groovyScript = child(provider, "groovyScript");
        assertEquals(file("upstreamBuilds.groovy"), text(groovyScript, "script"));
        assertEquals("false", text(groovyScript, "sandbox"));
    }

    private static Node child(Node node, String name) {
        return (Node) ((NodeList) node.get(name)).get(0);
    }

    private static String text(Node node, String name) {
        return child(node, name).text();
    }

    @Test
    void asXml() throws Exception {
        XmlParser parser = new XmlParser();
        parser.setTrimWhitespace(false);
        assertHoldsTheScript(parser.parseText(file("config.xml")));
    }

    @Test
    void asJobDsl() throws Exception {
        JobDsl jobs = JobDsl.run(file("job-dsl.groovy"));
        Node parameters = jobs.parametersOf("deploy-beta");
        assertHoldsTheScript((Node) parameters.children().get(1));
    }

    @Test
    void asProperties() throws Exception {
        Binding binding = new Binding();
        binding.setVariable("parameters", returning());
        Closure<?> properties = returning();
        binding.setVariable("properties", properties);
        List<?> given = (List<?>) new GroovyShell(binding).evaluate(file("properties.groovy"));
        Map<?, ?> parameter = (Map<?, ?>) ((List<?>) given.get(0)).get(0);
        assertEquals("ExtensibleChoiceParameterDefinition", parameter.get("$class"));
        Map<?, ?> provider = (Map<?, ?>) parameter.get("choiceListProvider");
        assertEquals("SystemGroovyChoiceListProvider", provider.get("$class"));
        assertEquals(
            Map.of("script", file("upstreamBuilds.groovy"), "sandbox", false, "classpath", List.of()), provider.get("groovyScript"));
    }

    private static Closure<Object> returning() {
        return new Closure<Object>(null) {
            public Object doCall(Object given) {
                return given;
            }
        };
    }

    @Test
    void theHashIsThatOfScriptSecurity() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512")
            .digest(("groovy:" + file("upstreamBuilds.groovy")).getBytes(StandardCharsets.UTF_8));
        assertEquals("SHA512:" + HexFormat.of().formatHex(digest), file("upstreamBuilds.sha512").strip());
    }
}
