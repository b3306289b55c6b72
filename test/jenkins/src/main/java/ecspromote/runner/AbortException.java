package ecspromote.runner;

/** What Jenkins shows as a message alone, without a stack trace: the failure of a step or of {@code error}. */
public final class AbortException extends Exception {
    private static final long serialVersionUID = 1;

    public AbortException(String message) {
        super(message);
    }
}
