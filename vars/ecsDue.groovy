Map call(Map args = [:]) {
    ecsPromoteCheck('ecsDue', args)
    return ecsPromoteExec(step: 'due', input: args)
}
