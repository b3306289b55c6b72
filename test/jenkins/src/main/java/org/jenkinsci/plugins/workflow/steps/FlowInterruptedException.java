package org.jenkinsci.plugins.workflow.steps;

/**
 * A build that was stopped: by a person who declined or aborted, a newer build, or a timeout. Named as in Jenkins, because pipelines
 * catch it by that name.
 */
public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1;
    private final String result;

    public FlowInterruptedException(String result, String message) {
        super(message);
        this.result = result;
    }

    public String result() {
        return result;
    }
}
