package ecspromote.runner;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import com.cloudbees.groovy.cps.impl.CpsClosure;
import com.cloudbees.groovy.cps.sandbox.Trusted;
import com.cloudbees.groovy.cps.sandbox.Untrusted;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/** Compiles Jenkinsfiles, vars and loaded scripts the way Pipeline does, straight from the checkout of the library. */
final class Compiler {
    private final GroovyShell shell;
    private final Path library;
    private final String libraryName;
    private String libraryWanted;

    Compiler(Path library, String libraryName, boolean sandboxed) {
        this.library = library;
        this.libraryName = libraryName;
        ImportCustomizer imports = new ImportCustomizer();
        imports.addStarImports("com.cloudbees.groovy.cps", "ecspromote.runner.annotations");
        CpsTransformer transformer = new TaggingTransformer(sandboxed);
        transformer.setConfiguration(new TransformerConfiguration().withClosureType(CpsClosure.class));
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.setSourceEncoding("UTF-8");
        configuration.addCompilationCustomizers(imports, new LibraryAnnotations(this::useLibrary), transformer);
        shell = new GroovyShell(Compiler.class.getClassLoader(), configuration);
    }

    ClassLoader classes() {
        return shell.getClassLoader();
    }

    Script script(String text, String name) {
        Script script = shell.parse(text, name);
        if (libraryWanted != null && !libraryWanted.equals(libraryName)) {
            throw new RunnerFailure("There is no library " + libraryWanted);
        }
        return script;
    }

    boolean hasVar(String name) {
        return libraryWanted != null && Files.exists(library.resolve("vars").resolve(name + ".groovy"));
    }

    Object newVar(String name) {
        try {
            return shell.getClassLoader().loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new RunnerFailure("vars/" + name + ".groovy can't be used", e);
        }
    }

    private void useLibrary(String name) {
        libraryWanted = name;
        GroovyClassLoader loader = shell.getClassLoader();
        try {
            loader.addURL(library.resolve("src").toUri().toURL());
            loader.addURL(library.resolve("vars").toUri().toURL());
        } catch (MalformedURLException e) {
            throw new RunnerFailure(library.toString(), e);
        }
    }

    /** The engine's own sandbox transformer doesn't go with the published sandbox; the tag alone makes calls go through it. */
    private static final class TaggingTransformer extends CpsTransformer {
        private final boolean sandboxed;

        TaggingTransformer(boolean sandboxed) {
            this.sandboxed = sandboxed;
        }

        @Override
        @SuppressWarnings("rawtypes")
        protected Class getTrustTag() {
            return sandboxed ? Untrusted.class : Trusted.class;
        }
    }
}
