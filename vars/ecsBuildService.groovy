Map call(Map args, Closure test = null) {
    ecsPromoteCheck('ecsBuildService', args)
    String command = args.imageCommand ?: commandOf(args.builder as String ?: 'docker')
    Map built = null
    node(args.agent as String) {
        stage('Check out') {
            checkout scm
        }
        if (test != null) {
            stage('Test') {
                test()
            }
        }
        stage('Image') {
            ecsPromoteExec(step: 'service-env check', input: [build: currentBuild.number, image: args.image])
            withEnv(["IMAGE=${args.image}:${env.BUILD_NUMBER}", "IMAGE_REPOSITORY=${args.image}", "IMAGE_TAG=${env.BUILD_NUMBER}"]) {
                sh(script: command, label: 'Image')
            }
        }
        stage('Record') {
            built = ecsPromoteExec(step: 'service-env record', input: [
                service: args.service, build: currentBuild.number, image: args.image, variable: args.variable, out: 'output',
            ])
            archiveArtifacts(artifacts: built.file, fingerprint: true)
            currentBuild.displayName = built.subject
        }
    }
    return built
}

/** Each builds the checkout and pushes it as $IMAGE; docker needs a daemon, the others none. */
private String commandOf(String builder) {
    Map commands = [
        docker: 'docker build --tag "$IMAGE" . && docker push "$IMAGE"',
        buildx: 'docker buildx build --tag "$IMAGE" --push .',
        buildah: 'buildah build --tag "$IMAGE" . && buildah push "$IMAGE"',
        kaniko: '"${KANIKO_EXECUTOR:-/kaniko/executor}" --context "dir://$PWD" --destination "$IMAGE"',
    ]
    String command = commands.get(builder)
    if (!command) {
        error "ecsBuildService knows no builder ${builder}. It knows docker, buildx, buildah and kaniko; imageCommand takes the command of any other."
    }
    return command
}
