package org.jenkinsci.plugins.workflow.steps;

/** What vars catch by this name in Jenkins; here only so that they compile. */
public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1;
}
