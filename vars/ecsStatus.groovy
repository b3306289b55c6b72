Map call(Map args = [:]) {
    ecsPromoteCheck('ecsStatus', args)
    return ecsPromoteExec(step: 'status', input: args)
}
