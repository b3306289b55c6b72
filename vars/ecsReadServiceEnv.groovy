Map call(Map args) {
    ecsPromoteCheck('ecsReadServiceEnv', args)
    Map all = [:]
    for (Map file in ecsPromoteExec(step: 'service-env read', input: args).files) {
        all.putAll(file.get("values") as Map)
    }
    return all
}
