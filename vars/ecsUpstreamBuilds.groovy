List call(Map args) {
    ecsPromoteCheck('ecsUpstreamBuilds', args)
    return ecsPromoteExec(step: 'choices', input: args).choices.collect { it.line }
}
