Map call(Map args) {
    ecsPromoteCheck('ecsStopTheLine', args)
    return ecsPromoteExec(step: 'stop', input: args)
}
