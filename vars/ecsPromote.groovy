import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

Map call(Map args) {
    ecsPromoteCheck('ecsPromote', args)
    ecsImport.check(args)
    ecsPromoteCheck.outsideNode('ecsPromote')
    Map plan = planned(args)
    passMilestone()
    Map approval = approved(plan, args)
    Map promoted = ecsPromoteLock(args) {
        passMilestone()
        return carriedOut(plan, approval, args)
    }
    return promoted + [approvers: approval.approvedBy]
}

private Map planned(Map args) {
    Map plan = null
    node(args.agent as String) {
        stage("Plan ${args.environment}") {
            checkout scm
            String release = ecsImport.release(args)
            plan = ecsPromoteExec(step: 'plan', input: common(args) + [release: release, announce: true]) + [release: release]
            stash(name: 'ecs-promote', includes: release)
        }
    }
    return plan
}

private void passMilestone() {
    ecsPromotePlugin('milestone', 'Pipeline: Milestone Step') {
        milestone()
    }
}

/** Asks one after the other, with no agent held, until as many have approved as must; answers who they are, and when the first did. */
private Map approved(Map plan, Map args) {
    List approvers = []
    String first = null
    int asked = 0
    while (plan.needsApproval && approvers.size() < plan.approval.minimum) {
        asked++
        String approver = ask(plan, args.environment as String, asked)
        if (approvers.contains(approver)) {
            echo "${approver} has approved already; another person must, too."
        } else if (plan.approval.notRequester && approver == (args.by ?: env.BUILD_USER_ID)) {
            echo "${approver} asked for this promotion; another person must approve it."
        } else {
            approvers.add(approver)
            first = first ?: String.valueOf(currentBuild.startTimeInMillis + currentBuild.duration)
        }
    }
    return [approvedBy: approvers, approvedAt: first]
}

private String ask(Map plan, String environment, int asked) {
    return ecsPromotePlugin('input', 'Pipeline: Input Step') {
        input(
            id: "Approve${asked}", message: "Approve this for ${environment}?\n${plan.text}", ok: 'Approve',
            submitter: plan.approval.from.join(','), submitterParameter: 'approver',
        )
    }
}

/** Promotes, and as long as AWS waits for a person, asks one, with the lock held and no agent, and goes on with the answer. */
private Map carriedOut(Map plan, Map approval, Map args) {
    Map promoted = promotedOnce(plan, approval, [:], args)
    int asked = 0
    while (promoted.question) {
        asked++
        promoted = promotedOnce(plan, approval, decision(promoted.question as Map, asked), args)
    }
    return promoted
}

/** Plans once more and does it; where people approved, that plan or none, and else it tells when the plan is another one by now. */
private Map promotedOnce(Map plan, Map approval, Map decision, Map args) {
    return ecsPromoteCarryOut(args, [title: "Promote to ${args.environment}", stash: 'ecs-promote', step: 'promote', input: common(args) + decision + approval + [
        release: plan.release, acceptFailed: args.acceptFailed,
    ] + (plan.needsApproval ? [approvedPlan: plan.planHash] : [shownPlan: plan.planHash])])
}

/**
 * What a person wants: go on, or go back. Empty when nobody said so in time: then AWS goes back by itself, and the program says so.
 * Whether the time was up is seen from the time, because the sandbox lets nobody see what an interruption was caused by.
 */
private Map decision(Map question, int asked) {
    long before = currentBuild.duration
    try {
        return timeout(time: question.secondsLeft, unit: 'SECONDS') {
            decided(question, asked)
        }
    } catch (FlowInterruptedException interrupted) {
        if (currentBuild.duration - before < question.secondsLeft * 1000) {
            throw interrupted
        }
        echo 'Nobody answered in time.'
        return [:]
    }
}

private Map decided(Map question, int asked) {
    Map said = ecsPromotePlugin('input', 'Pipeline: Input Step') {
        input(
            id: "Decide${asked}", message: question.text, ok: 'Answer', submitter: question.from.join(','), submitterParameter: 'answeredBy',
            parameters: [choice(name: 'answer', choices: ['continue', 'rollback'], description: 'Go on, or go back')],
        )
    }
    return [question: question.id, answer: said.answer, answeredBy: said.answeredBy]
}

private Map common(Map args) {
    return [environment: args.environment, config: args.config, ledger: args.ledger, exception: args.exception, by: args.by, reason: args.reason]
}
