package ecspromote.runner;

/** The pipeline did what would fail, or pass wrongly, on a controller: the test ends here, no pipeline can catch it. */
public final class RunnerFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RunnerFailure(String message) {
        super(message);
    }

    public RunnerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
