String call(Map args) {
    ecsPromoteCheck('ecsWriteServiceEnv', args)
    return ecsPromoteExec(step: 'service-env write', input: args).file
}
