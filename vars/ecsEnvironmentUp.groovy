Map call(Map args) {
    ecsPromoteCheck('ecsEnvironmentUp', args)
    ecsPromoteCheck.outsideNode('ecsEnvironmentUp')
    return ecsPromoteLock(args) {
        return ecsPromoteCarryOut(args, [title: "Create ${args.environment}", step: 'environment up', input: ecsPromoteCheck.without(args, ['agent', 'lock'])])
    }
}
