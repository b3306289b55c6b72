package ecspromote.runner.declarative;

import ecspromote.runner.RunnerFailure;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** A Jenkinsfile's text and what its syntax tree says of it: code is taken over as it was written. */
final class Source {
    private final List<String> lines;

    Source(String text) {
        lines = List.of(text.split("\n", -1));
    }

    static RunnerFailure refused(ASTNode node, String what) {
        return new RunnerFailure("WorkflowScript: " + node.getLineNumber() + ": " + what);
    }

    String text(ASTNode node) {
        return between(node.getLineNumber(), node.getColumnNumber(), node.getLastLineNumber(), node.getLastColumnNumber()).strip();
    }

    String before(ASTNode node) {
        return between(1, 1, node.getLineNumber(), node.getColumnNumber());
    }

    /** What stands within the braces. */
    String body(ClosureExpression closure) {
        String text = text(closure);
        return text.substring(text.indexOf('{') + 1, text.lastIndexOf('}'));
    }

    private String between(int line, int column, int lastLine, int lastColumn) {
        StringBuilder text = new StringBuilder();
        for (int number = line; number <= lastLine; number++) {
            String whole = lines.get(number - 1);
            int from = number == line ? column - 1 : 0;
            int to = number == lastLine ? Math.min(lastColumn - 1, whole.length()) : whole.length();
            text.append(whole, from, Math.max(from, to)).append('\n');
        }
        return text.toString();
    }

    /** The statements of a block, which all are calls: {@code agent none}, {@code stages { … }}. */
    static List<MethodCallExpression> calls(ClosureExpression closure, String where) {
        List<MethodCallExpression> calls = new ArrayList<>();
        for (Statement statement : statements(closure)) {
            if (!(expression(statement) instanceof MethodCallExpression call)) {
                throw refused(statement, "Expected a call in " + where + "; anything else goes into script { }");
            }
            calls.add(call);
        }
        return calls;
    }

    static List<Statement> statements(ClosureExpression closure) {
        return closure.getCode() instanceof BlockStatement block ? block.getStatements() : List.of(closure.getCode());
    }

    static Expression expression(Statement statement) {
        if (statement instanceof ReturnStatement answer) {
            return answer.getExpression();
        }
        return statement instanceof ExpressionStatement plain ? plain.getExpression() : null;
    }

    static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(call.getArguments());
    }

    /** The block behind a call. */
    static ClosureExpression block(MethodCallExpression call) {
        List<Expression> arguments = arguments(call);
        Expression last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        if (!(last instanceof ClosureExpression closure)) {
            throw refused(call, call.getMethodAsString() + " needs a block");
        }
        return closure;
    }
}
