Map call(Map args) {
    ecsPromoteCheck('ecsRevoke', args)
    return ecsPromoteExec(step: 'revoke', input: args)
}
