package ecspromote.runner;

import java.io.Serializable;

/** {@code currentBuild}. */
public final class CurrentBuild implements Serializable {
    private static final long serialVersionUID = 1;

    public int getNumber() {
        return Build.current().number();
    }

    /** Milliseconds since 1970. */
    public long getStartTimeInMillis() {
        return Build.current().startTimeInMillis();
    }

    /** Milliseconds since it began. */
    public long getDuration() {
        return Build.current().duration();
    }

    public String getDisplayName() {
        return Build.current().displayName();
    }

    public void setDisplayName(String name) {
        // Jenkins takes null for "no name" and a blank one for a mistake that nobody sees.
        if (name == null || name.isBlank()) {
            throw Build.violation("The build was given an empty display name");
        }
        Build.current().setDisplayName(name);
    }

    public String getDescription() {
        return Build.current().description();
    }

    public void setDescription(String text) {
        Build.current().setDescription(text);
    }

    public String getResult() {
        return Build.current().result();
    }

    public void setResult(String result) {
        Build.current().setResult(result);
    }

    public String getCurrentResult() {
        String result = Build.current().result();
        return result == null ? "SUCCESS" : result;
    }
}
