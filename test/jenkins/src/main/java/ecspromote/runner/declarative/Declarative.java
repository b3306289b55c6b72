package ecspromote.runner.declarative;

import static ecspromote.runner.declarative.Source.arguments;
import static ecspromote.runner.declarative.Source.block;
import static ecspromote.runner.declarative.Source.calls;
import static ecspromote.runner.declarative.Source.refused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Declarative pipelines, written anew as the scripted ones that do the same. Jenkins, too, reads the syntax tree and refuses what is
 * no section, no stage or no step there; so does this, before anything runs. It knows what people need around our vars, and refuses
 * the rest by name: parallel stages, matrix, tools, credentials and the input directive.
 *
 * @param script the scripted pipeline
 * @param parameters defaults of what {@code parameters} declares
 */
public record Declarative(String script, Map<String, String> parameters) {
    private static final Set<String> SECTIONS = Set.of("agent", "stages", "post", "options", "parameters", "environment", "triggers");

    /** Scripted pipelines stay as they are. */
    public static Declarative read(String jenkinsfile) {
        SourceUnit unit = SourceUnit.create("WorkflowScript", jenkinsfile);
        unit.setConfiguration(CompilerConfiguration.DEFAULT);
        unit.parse();
        unit.completePhase();
        unit.convert();
        for (Statement statement : unit.getAST().getStatementBlock().getStatements()) {
            boolean isPipeline = Source.expression(statement) instanceof MethodCallExpression call && "pipeline".equals(call.getMethodAsString());
            if (isPipeline) {
                return pipeline((MethodCallExpression) Source.expression(statement), new Source(jenkinsfile));
            }
        }
        return new Declarative(jenkinsfile, Map.of());
    }

    private static Declarative pipeline(MethodCallExpression pipeline, Source source) {
        Map<String, MethodCallExpression> sections = sections(block(pipeline), "pipeline", SECTIONS, source);
        for (String required : List.of("agent", "stages")) {
            if (!sections.containsKey(required)) {
                throw refused(pipeline, "Missing required section \"" + required + "\"");
            }
        }
        Options options = Options.of(sections.get("options"), source);
        Agent agent = Agent.of(sections.get("agent"), source);
        StringBuilder stages = new StringBuilder();
        for (MethodCallExpression stage : calls(block(sections.get("stages")), "stages")) {
            stages.append(Stage.script(stage, options, source));
        }
        String body = agent.around(Post.around(stages.toString(), sections.get("post"), source), options);
        String script = source.before(pipeline) + options.around(Environment.around(body, sections.get("environment"), source));
        return new Declarative(script, Parameters.defaults(sections.get("parameters"), source));
    }

    static Map<String, MethodCallExpression> sections(ClosureExpression closure, String where, Set<String> known, Source source) {
        Map<String, MethodCallExpression> sections = new LinkedHashMap<>();
        for (MethodCallExpression call : calls(closure, where)) {
            String name = call.getMethodAsString();
            if (!known.contains(name)) {
                throw refused(call, "Undefined section \"" + name + "\" in " + where);
            }
            if (sections.put(name, call) != null) {
                throw refused(call, "Multiple occurrences of the " + name + " section");
            }
        }
        return sections;
    }

    static String soleText(MethodCallExpression call, Source source) {
        return source.text(arguments(call).get(0));
    }
}
