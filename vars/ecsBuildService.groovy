Map call(Map args, Closure test = null) {
    ecsPromoteCheck('ecsBuildService', args)
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
            withEnv(["IMAGE=${args.image}:${env.BUILD_NUMBER}", "IMAGE_REPOSITORY=${args.image}", "IMAGE_TAG=${env.BUILD_NUMBER}"]) {
                sh(script: args.imageCommand ?: 'docker build --tag "$IMAGE" . && docker push "$IMAGE"', label: 'Image')
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
