Map call(Map args = [:]) {
    ecsPromoteCheck('ecsBoard', args)
    return ecsPromoteExec(step: 'board', input: args)
}
