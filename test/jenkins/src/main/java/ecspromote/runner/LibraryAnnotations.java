package ecspromote.runner;

import java.util.function.Consumer;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Finds {@code @Library} before names are resolved, because the library's classes must be there by then. */
final class LibraryAnnotations extends CompilationCustomizer {
    private final Consumer<String> use;

    LibraryAnnotations(Consumer<String> use) {
        super(CompilePhase.CONVERSION);
        this.use = use;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
        new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public void visitAnnotations(AnnotatedNode node) {
                for (AnnotationNode annotation : node.getAnnotations()) {
                    if (annotation.getClassNode().getName().equals("Library")) {
                        take(annotation);
                    }
                }
            }
        }.visitClass(classNode);
    }

    private void take(AnnotationNode annotation) {
        Object value = annotation.getMember("value") instanceof ConstantExpression constant ? constant.getValue() : null;
        use.accept(String.valueOf(value).replaceFirst("@.*", ""));
    }
}
