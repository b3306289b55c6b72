package ecspromote.runner;

import java.io.Serializable;

/** What {@code checkout scm} gets: the repository and branch that the job is configured with. */
public record Scm(String url, String branch) implements Serializable {
    private static final long serialVersionUID = 1;
}
