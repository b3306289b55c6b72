Map call(Map args) {
    ecsPromoteCheck('ecsRollback', args)
    ecsPromoteCheck.outsideNode('ecsRollback')
    return ecsPromoteLock(args) {
        return ecsPromoteCarryOut(args, [title: "Roll back ${args.environment}", step: 'rollback', input: [
            environment: args.environment, release: args.release, reason: args.reason,
            by: args.by, config: args.config, ledger: args.ledger, acceptFailed: args.acceptFailed,
        ]])
    }
}
