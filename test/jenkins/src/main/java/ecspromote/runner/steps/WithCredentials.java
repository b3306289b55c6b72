package ecspromote.runner.steps;

import ecspromote.runner.Arguments;
import ecspromote.runner.Body;
import ecspromote.runner.Build;
import ecspromote.runner.Credential;
import ecspromote.runner.Place;
import ecspromote.runner.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secret texts as variables; needs no workspace. It masks nothing, so that a test sees what Jenkins would have to. */
public final class WithCredentials implements Step {
    @Override
    public String name() {
        return "withCredentials";
    }

    @Override
    public List<String> arguments() {
        return List.of("bindings");
    }

    @Override
    public List<String> required() {
        return List.of("bindings");
    }

    @Override
    public String soleArgument() {
        return "bindings";
    }

    @Override
    public boolean isBlock() {
        return true;
    }

    @Override
    public boolean needsNode() {
        return false;
    }

    @Override
    public String plugin() {
        return "credentials-binding";
    }

    @Override
    public Object run(Arguments arguments, Place place, Build build) throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Object binding : (List<?>) arguments.get("bindings")) {
            Credential credential = (Credential) binding;
            secrets.put(credential.variable(), build.jenkins().secret(credential.id()));
        }
        return Body.of(arguments.body(), place.with(secrets));
    }
}
