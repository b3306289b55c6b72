def job = 'deploy-test'
def limit = 100
def eligibleFor = ''
def configFrom = 'ecs-promote-jobs'
// The builds of a job as lines to choose from, newest first: 90-Fix the rounding of GST. For an Extensible Choice parameter; runs on the
// controller, outside the sandbox, while a page waits. An administrator approves it by its hash: only the lines above may differ between
// jobs (docs/controller.md). What makes the list empty is told as its only line, since a plugin that gets an empty list or an exception
// shows an empty choice. Such a line begins with no number, so nothing can be deployed by it. What may go to an environment is decided
// by the configuration that the job configFrom archived.
def patience = 4000
def controller = jenkins.model.Jenkins.get()
def program = new File(System.getenv('ECS_PROMOTE_HOME') ?: '/opt/ecs-promote/current', 'bin/ecs-promote.cjs')

/** What the program says: lines, or why there are none. The job's name goes to it as data, in an environment variable. */
def fromProgram = { ->
    if (!program.file) {
        return [lines: [], why: "there is no ${program}"]
    }
    def builder = new ProcessBuilder('node', program.path, 'choices')
    def input = [job: job, limit: limit, jenkinsHome: controller.rootDir.path] + (eligibleFor ? [eligibleFor: eligibleFor, configFrom: configFrom] : [:])
    builder.environment().put('ECS_PROMOTE_INPUT', groovy.json.JsonOutput.toJson(input))
    Process process
    try {
        process = builder.start()
    } catch (IOException e) {
        return [lines: [], why: "Node cannot be started: ${e.message}"]
    }
    process.outputStream.close()
    def (out, err) = [new ByteArrayOutputStream(), new ByteArrayOutputStream()]
    def readers = [process.consumeProcessOutputStream(out), process.consumeProcessErrorStream(err)]
    if (!process.waitFor(patience, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        process.destroyForcibly()
        return [lines: [], why: "the program did not answer within ${patience.intdiv(1000)} s"]
    }
    readers.each { it.join(500) }
    def said = err.toString('UTF-8').readLines()*.trim().findAll { it && !(it =~ /^(error|ecs-promote) /) }.takeWhile { !it.startsWith('Why:') }
    def answered = process.exitValue() == 0
    return [answered: answered, lines: answered ? out.toString('UTF-8').readLines() : [], why: said.join(' ') ?: 'the program said nothing']
}

/** The same from Jenkins itself, which loads one build after another: bounded in time and in what is looked at. */
def fromJenkins = { ->
    def found = controller.getItemByFullName(job)
    if (!(found instanceof hudson.model.Job)) {
        return []
    }
    def (lines, looked, end) = [[], 0, System.currentTimeMillis() + patience.intdiv(2)]
    def builds = found.builds.iterator()
    while (lines.size() < limit && looked < 1000 && System.currentTimeMillis() < end && builds.hasNext()) {
        def build = builds.next()
        looked++
        if (!build.building && build.result?.toString() == 'SUCCESS') {
            lines << "${build.number}-${build.displayName.replaceAll(/[\p{Cntrl}\u0080-\u009f\u2028\u2029]+/, ' ')}".toString()
        }
    }
    return lines
}

def told = fromProgram()
def lines = told.answered ? told.lines : fromJenkins()
if (lines && (told.answered || !eligibleFor)) {
    return lines
}
def remark = lines ? "Not only what may go to ${eligibleFor}" : 'No build to choose'
return ["${remark}: ${told.why.replaceAll(/\s+/, ' ')}".toString()] + lines
