package ecspromote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReaderTest {
    private final List<Case> cases = Cases.named("accepted");

    @Test
    void thereAreTenThousandAcceptedTexts() {
        assertTrue(cases.size() >= 10_000, () -> "only " + cases.size());
    }

    @TestFactory
    List<DynamicTest> groovySeesNothingButTheSameAssignments() {
        return Cases.inTests(cases, each -> Cases.same(each, SyntaxTree.assignmentsOf(each.text())));
    }

    /** Every third: the syntax tree has already told the values, and running takes ten times as long. */
    @TestFactory
    List<DynamicTest> loadAssignsWhatTheReaderReads() {
        List<Case> some = IntStream.range(0, cases.size()).filter(at -> at % 3 == 0).mapToObj(cases::get).toList();
        return Cases.inTests(some, each -> Cases.same(each, Load.assignmentsOf(each.text())));
    }
}
