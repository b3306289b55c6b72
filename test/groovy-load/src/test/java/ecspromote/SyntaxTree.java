package ecspromote;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;

/** Groovy's own reading of a text, before anything of it runs. */
final class SyntaxTree {
    private SyntaxTree() {}

    /** @throws AssertionError when the text holds anything but assignments of constants to properties of {@code env} */
    static List<List<String>> assignmentsOf(String text) {
        CompilationUnit compilation = new CompilationUnit();
        SourceUnit source = compilation.addSource("Artifact.groovy", text);
        compilation.compile(Phases.CONVERSION);
        ModuleNode module = source.getAST();
        only(module.getImports().isEmpty() && module.getStarImports().isEmpty(), "imports");
        only(module.getStaticImports().isEmpty() && module.getStaticStarImports().isEmpty(), "static imports");
        only(module.getMethods().isEmpty(), "methods");
        only(module.getClasses().size() == 1, "classes");
        only(module.getPackage() == null, "a package");
        List<List<String>> assignments = new ArrayList<>();
        for (Statement statement : module.getStatementBlock().getStatements()) {
            // What Groovy makes of a file without statements.
            if (statement != ReturnStatement.RETURN_NULL_OR_VOID) {
                assignments.add(assignment(statement));
            }
        }
        return assignments;
    }

    private static List<String> assignment(Statement statement) {
        only(statement.getStatementLabels() == null, "a label");
        only(statement instanceof ExpressionStatement, statement.getText());
        Expression expression = ((ExpressionStatement) statement).getExpression();
        only(expression instanceof BinaryExpression, expression.getText());
        BinaryExpression binary = (BinaryExpression) expression;
        only(binary.getOperation().getText().equals("="), binary.getText());
        only(binary.getLeftExpression().getClass() == PropertyExpression.class, binary.getText());
        PropertyExpression property = (PropertyExpression) binary.getLeftExpression();
        only(!property.isSafe() && !property.isSpreadSafe(), property.getText());
        Expression object = property.getObjectExpression();
        only(object instanceof VariableExpression && object.getText().equals("env"), property.getText());
        only(property.getProperty() instanceof ConstantExpression, property.getText());
        only(binary.getRightExpression() instanceof ConstantExpression, binary.getText());
        Object value = ((ConstantExpression) binary.getRightExpression()).getValue();
        only(value != null, binary.getText());
        return List.of(property.getPropertyAsString(), String.valueOf(value));
    }

    private static void only(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError("Groovy sees more than assignments to env: " + found);
        }
    }
}
