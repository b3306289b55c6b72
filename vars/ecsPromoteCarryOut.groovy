/**
 * Runs a step that changes an environment, on an agent of its own and in the checkout of the configuration. What it leaves in output
 * is archived however it ends, and the build is named after what it did, where that has a name.
 *
 * @param request step and input as ecsPromoteExec takes them; title: of the stage; stash: files that it needs
 */
Map call(Map args, Map request) {
    Map done = null
    node(args.agent as String) {
        stage(request.title as String) {
            checkout scm
            if (request.stash) {
                unstash request.stash
            }
            dir('output') {
                deleteDir()
            }
            try {
                done = ecsPromoteExec(step: request.step, input: request.input + [out: 'output'])
            } finally {
                archiveArtifacts(artifacts: 'output/**', allowEmptyArchive: true, fingerprint: true)
            }
            if (done.displayName) {
                currentBuild.displayName = done.displayName
            }
        }
    }
    return done
}
