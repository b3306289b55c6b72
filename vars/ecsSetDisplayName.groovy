Map call(Map args = [:]) {
    ecsPromoteCheck('ecsSetDisplayName', args)
    Map named = ecsPromoteExec(step: 'display-name', input: args)
    currentBuild.displayName = named.displayName
    currentBuild.description = named.description
    return named
}
