package ecspromote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WriterTest {
    private final List<Case> cases = Cases.named("written");

    @Test
    void thereAreTenThousandValues() {
        int values = cases.stream().mapToInt(each -> each.entries().size()).sum();
        assertTrue(values >= 10_000, () -> "only " + values);
    }

    @TestFactory
    List<DynamicTest> loadAssignsWhatWasWritten() {
        return Cases.inTests(cases, each -> Cases.same(each, Load.assignmentsOf(each.text())));
    }

    /** Jenkins reads the file in the agent's default encoding, whatever that is. */
    @Test
    void theTextIsTheSameInEveryEncodingAnAgentMayHave() {
        for (Case each : cases) {
            byte[] bytes = each.text().getBytes(StandardCharsets.UTF_8);
            for (String name : List.of("US-ASCII", "ISO-8859-1", "windows-1252", "Shift_JIS", "GB18030")) {
                assertEquals(each.text(), new String(bytes, Charset.forName(name)), name);
            }
        }
    }
}
