Map call(Map args) {
    ecsPromoteCheck('ecsOrchestrate', args)
    return ecsPromoteExec(step: 'orchestrate', input: input(args))
}

/** As on the command line; but values go to Terraform as they are, and no shell sees them. */
@NonCPS
private Map input(Map args) {
    Map input = [:]
    input.putAll(args)
    ['command', 'stack', 'region', 'variables', 'outputs'].each { input.remove(it) }
    input.words = [args.command, args.stack] + (args.region ? [args.region] : []) + (args.outputs ?: [])
    List options = []
    (args.variables ?: [:]).each { name, value -> options.addAll(['-var', "${name}=${value}".toString()]) }
    input.options = options + (args.options ?: [])
    return input
}
