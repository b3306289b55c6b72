Map call(Map args) {
    ecsPromoteCheck('ecsNotify', args)
    return ecsPromoteExec(step: 'notify', input: args)
}
