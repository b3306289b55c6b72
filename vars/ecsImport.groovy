Map call(Map args) {
    ecsPromoteCheck('ecsImport', args)
    check(args)
    String file = release(args)
    Map shown = ecsPromoteExec(step: 'release show', input: [file: file])
    return [file: file, releaseId: shown.releaseId, release: shown.release]
}

/** What can be said before an agent is used. */
void check(Map args) {
    if (args.job && args.services) {
        error 'Give job, whose release is taken, or services, whose last successful builds make one, and not both.'
    }
    if (args.build && args.services) {
        error 'build is a build of an upstream job, and services have their own; overrides names a build of a service.'
    }
    if (!args.job && !args.services && !args.environment) {
        error 'Give job, services, or environment, for which the configuration knows them.'
    }
    Map given = [build: ''] + args
    if (given.build == null) {
        error 'build is nothing: the job has no such parameter. A list of builds to choose from needs the plugin Extensible Choice Parameter; give an empty text for the last successful build.'
    }
    numberOf(args.build)
    numbersOf(args.overrides as Map)
}

/** Brings the release into import/, and answers its file. A job that is named needs nothing of the configuration. */
String release(Map args) {
    dir('import') {
        deleteDir()
    }
    Map overrides = numbersOf(args.overrides as Map)
    if (args.job && overrides.isEmpty()) {
        copy([job: args.job, build: numberOf(args.build), files: '**/release.json,**/*.env.groovy', target: 'import', optional: false])
        return 'import/release.json'
    }
    Map from = ecsPromoteExec(step: 'release sources', input: [
        environment: args.environment, job: args.job, build: numberOf(args.build) ?: null, services: args.services,
        overrides: overrides, own: env.JOB_NAME, config: args.config,
    ])
    for (Map source in from.sources) {
        copy(source)
    }
    return from.create == null ? 'import/release.json' : created(from.create as Map, args)
}

private String created(Map create, Map args) {
    return ecsPromoteExec(step: 'release create', input: create + [
        parent: fileExists(create.parent as String) ? create.parent : null, reason: args.reason, config: args.config, out: 'import/promoted/release.json',
    ]).file
}

private void copy(Map source) {
    ecsPromotePlugin('copyArtifacts', 'Copy Artifact') {
        copyArtifacts(
            projectName: source.job, selector: source.build ? specific(source.build) : lastSuccessful(),
            filter: source.files, target: source.target, flatten: true, optional: source.optional, fingerprintArtifacts: true,
        )
    }
}

private Map numbersOf(Map overrides) {
    Map numbers = [:]
    (overrides ?: [:]).each { service, build ->
        if (build) {
            numbers[service] = numberOf(build)
        }
    }
    return numbers
}

/** `90-Fix the rounding of GST` is build 90; Copy Artifact would look for anything but a number among all display names. */
private String numberOf(Object build) {
    String number = build ? String.valueOf(build).trim().split('-')[0].trim() : ''
    if (build && !(number ==~ /[1-9][0-9]*/)) {
        error "The build must be a number, or a line that begins with one and a hyphen, and not: ${build}"
    }
    return number
}
