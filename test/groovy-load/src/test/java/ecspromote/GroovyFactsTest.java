package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groovy.lang.GroovyRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The facts about Groovy 2.4 that the writer and the reader rest on; where one ceases to hold, their rules want another look. */
class GroovyFactsTest {
    private static void assigns(String text, String... namesAndValues) {
        List<List<String>> expected = new java.util.ArrayList<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            expected.add(List.of(namesAndValues[at], namesAndValues[at + 1]));
        }
        assertEquals(expected, Load.assignmentsOf(text));
    }

    private static void doesNotLoad(String text) {
        assertThrows(GroovyRuntimeException.class, () -> Load.assignmentsOf(text));
    }

    @Test
    void aLeadingZeroIsOctal() {
        assigns("env.A=010", "A", "8");
    }

    @Test
    void anEscapedLineBreakInACommentEndsTheComment() {
        assigns("// harmless \\u000aenv.EVIL=1", "EVIL", "1");
    }

    @Test
    void anEscapedQuoteClosesAString() {
        assigns("env.A='x\\u0027\nenv.B='y'", "A", "x", "B", "y");
    }

    @Test
    void aDoubledBackslashKeepsAnEscapeFromBeingExpanded() {
        assigns("env.A='\\\\u0022'", "A", "\\u0022");
    }

    @Test
    void anExpandedDigitLengthensAnOctalEscape() {
        assigns("env.A='\\1\\u0031'", "A", "\t");
    }

    @Test
    void theCharacterFfffEndsTheFile() {
        assigns("env.A=1 // \uffff\nenv.B=2", "A", "1");
        doesNotLoad("env.A='\\uffff'");
        assigns("env.A='\\u005cuffff'", "A", "\uffff");
    }

    @Test
    void aByteOrderMarkIsALetter() {
        doesNotLoad("\ufeffenv.A=1");
    }

    @Test
    void aBlockCommentSeparatesNoStatements() {
        doesNotLoad("env.A=1 /* \n */ env.B=2");
    }

    @Test
    void doubleQuotesRunWhatFollowsADollar() {
        assigns("env.A=\"${env.B=2; 3}\"", "B", "2", "A", "3");
    }
}
