Map call(Map args) {
    ecsPromoteCheck('ecsEnvironmentDown', args)
    if (!args.environment && !args.due) {
        error 'Give environment, or due: true for all environments on demand whose time has come.'
    }
    ecsPromoteCheck.outsideNode('ecsEnvironmentDown')
    // Of several, the program leaves alone what a promotion is under way to.
    return args.environment || args.lock ? ecsPromoteLock(args) { return down(args) } : down(args)
}

private Map down(Map args) {
    return ecsPromoteCarryOut(args, [
        title: args.due ? 'Destroy what is due' : "Destroy ${args.environment}",
        step: 'environment down', input: ecsPromoteCheck.without(args, ['agent', 'lock']),
    ])
}
