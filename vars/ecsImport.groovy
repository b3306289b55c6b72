Map call(Map args) {
    ecsPromoteCheck('ecsImport', args)
    check(args)
    String file = release(args)
    Map shown = ecsPromoteExec(step: 'release show', input: [file: file])
    return [file: file, releaseId: shown.releaseId, release: shown.release]
}

/** What can be said before an agent is used. */
void check(Map args) {
    if (!args.job == !args.services) {
        error 'Give either job, whose release is taken, or services, whose last successful builds make one.'
    }
    if (args.build && !args.job) {
        error 'build is a build of job, and there is no job.'
    }
    (args.overrides ?: [:]).each { service, build -> numberOf(build) }
    numberOf(args.build)
}

/** Brings the release into import/, and answers its file. */
String release(Map args) {
    dir('import') {
        deleteDir()
    }
    if (args.job) {
        copyFrom(args.job as String, args.build, '**/release.json,**/*.env.groovy', 'import')
        return withOverrides(args)
    }
    args.services.each { service -> copyFrom("${service}-build", null, "output/${service}.env.groovy", 'import') }
    ecsPromotePlugin('copyArtifacts', 'Copy Artifact') {
        copyArtifacts(projectName: env.JOB_NAME, selector: lastSuccessful(), filter: 'output/release.json', target: 'import/last', flatten: true, optional: true)
    }
    return created([
        import: 'import', parent: fileExists('import/last/release.json') ? 'import/last/release.json' : null, config: args.config,
    ])
}

/** A release that differs from the upstream one; the program says which builds of it were never verified there. */
private String withOverrides(Map args) {
    Map override = [:]
    (args.overrides ?: [:]).each { service, build ->
        if (build) {
            copyFrom("${service}-build", build, "output/${service}.env.groovy", "import/override/${service}")
            override[service] = "import/override/${service}/${service}.env.groovy"
        }
    }
    return override.isEmpty() ? 'import/release.json' : created([
        parent: 'import/release.json', override: override, reason: args.reason, config: args.config,
    ])
}

private String created(Map input) {
    return ecsPromoteExec(step: 'release create', input: input + [out: 'import/promoted/release.json']).file
}

private void copyFrom(String job, Object build, String files, String target) {
    String number = numberOf(build)
    ecsPromotePlugin('copyArtifacts', 'Copy Artifact') {
        copyArtifacts(
            projectName: job, selector: number ? specific(number) : lastSuccessful(),
            filter: files, target: target, flatten: true, fingerprintArtifacts: true,
        )
    }
}

/** `90-Fix the rounding of GST` is build 90; Copy Artifact would look for anything but a number among all display names. */
private String numberOf(Object build) {
    String number = build ? String.valueOf(build).trim().split('-')[0].trim() : ''
    if (build && !(number ==~ /[1-9][0-9]*/)) {
        error "The build must be a number, or a line that begins with one and a hyphen, and not: ${build}"
    }
    return number
}
