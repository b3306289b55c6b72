Map call(Map args) {
    ecsPromoteCheck('ecsPlan', args)
    return ecsPromoteExec(step: 'plan', input: args)
}
