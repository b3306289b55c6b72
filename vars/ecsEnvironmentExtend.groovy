Map call(Map args) {
    ecsPromoteCheck('ecsEnvironmentExtend', args)
    ecsPromoteCheck.outsideNode('ecsEnvironmentExtend')
    Map row = null
    // No lock: a promotion that holds the environment is no reason to lose it tonight.
    node(args.agent as String) {
        stage("Keep ${args.environment}") {
            checkout scm
            row = ecsPromoteExec(step: 'environment extend', input: ecsPromoteCheck.without(args, ['agent']))
        }
    }
    return row
}
