package ecspromote.runner;

/** A build that was stopped: by a person who declined, a newer build, or a timeout. */
public final class Interrupted extends Exception {
    private static final long serialVersionUID = 1;
    private final String result;

    public Interrupted(String result, String message) {
        super(message);
        this.result = result;
    }

    public String result() {
        return result;
    }
}
