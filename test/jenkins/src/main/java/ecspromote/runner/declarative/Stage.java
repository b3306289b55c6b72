package ecspromote.runner.declarative;

import static ecspromote.runner.declarative.Source.block;
import static ecspromote.runner.declarative.Source.calls;
import static ecspromote.runner.declarative.Source.refused;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** One stage: where it runs, when, its steps, and what comes after them. */
final class Stage {
    private static final Set<String> SECTIONS = Set.of("agent", "when", "environment", "steps", "post");

    private Stage() {}

    static String script(MethodCallExpression stage, Options options, Source source) {
        if (!"stage".equals(stage.getMethodAsString())) {
            throw refused(stage, "Expected a stage");
        }
        Map<String, MethodCallExpression> sections = Declarative.sections(block(stage), "stage", SECTIONS, source);
        if (!sections.containsKey("steps") || calls(block(sections.get("steps")), "steps").isEmpty()) {
            throw refused(stage, "Expected at least one step in a stage");
        }
        String body = Post.around(source.body(block(sections.get("steps"))) + "\n", sections.get("post"), source);
        Agent agent = Agent.of(sections.get("agent"), source);
        String name = Declarative.soleText(stage, source);
        String run = agent.around(Environment.around(body, sections.get("environment"), source), options);
        return "stage(" + name + ") {\n" + when(sections.get("when"), name, run, source) + "}\n";
    }

    private static String when(MethodCallExpression section, String name, String run, Source source) {
        if (section == null) {
            return run;
        }
        String condition = all(section, " && ", source);
        return "if (" + condition + ") {\n" + run + "} else {\necho \"Stage ${" + name + "} skipped due to when conditional\"\n}\n";
    }

    private static String all(MethodCallExpression section, String operator, Source source) {
        List<MethodCallExpression> conditions = calls(block(section), section.getMethodAsString());
        return conditions.stream().map(condition -> condition(condition, source)).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String condition(MethodCallExpression call, Source source) {
        return switch (call.getMethodAsString()) {
            case "expression" -> "({" + source.body(block(call)) + "}())";
            case "branch" -> "(env.BRANCH_NAME == " + Declarative.soleText(call, source) + ")";
            case "not" -> "!" + all(call, " && ", source);
            case "allOf" -> all(call, " && ", source);
            case "anyOf" -> all(call, " || ", source);
            case "beforeAgent" -> "true";
            default -> throw refused(call, "Unknown conditional " + call.getMethodAsString());
        };
    }
}
