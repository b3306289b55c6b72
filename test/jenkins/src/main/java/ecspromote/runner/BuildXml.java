package ecspromote.runner;

/** A pipeline's {@code build.xml} as Jenkins writes it, with the trap that its execution says SUCCESS from the start. */
final class BuildXml {
    private BuildXml() {}

    /** @param result null while the build runs */
    static String of(String result, String displayName, String description) {
        return "<?xml version='1.1' encoding='UTF-8'?>\n<flow-build plugin=\"workflow-job\">\n  <actions/>\n"
                + "  <timestamp>1791187200000</timestamp>\n"
                + element("result", result)
                + element("description", description)
                + element("displayName", displayName)
                + "  <execution class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowExecution\">\n"
                + "    <result>" + (result == null ? "SUCCESS" : result) + "</result>\n  </execution>\n"
                + element("completed", String.valueOf(result != null))
                + "</flow-build>";
    }

    private static String element(String name, String text) {
        return text == null ? "" : "  <" + name + ">" + escaped(text) + "</" + name + ">\n";
    }

    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                default -> {
                    boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
                    xml.append(control ? "&#x" + Integer.toHexString(point) + ";" : Character.toString(point));
                }
            }
        });
        return xml.toString();
    }
}
