import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/**
 * The only place where the program is called: one sh, JSON in, JSON out.
 *
 * The program is the one of the agent's image (/opt/ecs-promote/current, or ECS_PROMOTE_HOME) when its VERSION is the library's;
 * else the library's own, which is written once per agent, into ~/.cache/ecs-promote (or ECS_PROMOTE_CACHE).
 *
 * @param request step: its name; input: its members, null for what is not given
 * @return the step's output, as maps and lists that survive a restart
 */
Map call(Map request) {
    if (!env.WORKSPACE_TMP) {
        error "ecs-promote ${request.step} needs a workspace: call it inside node."
    }
    String folder = "${env.WORKSPACE_TMP}/ecs-promote"
    String id = UUID.randomUUID().toString()
    String result = "${folder}/result-${id}.json"
    List variables = inputVariables(JsonOutput.toJson(request.input as Map), "${folder}/input-${id}.json") + [
        "ECS_PROMOTE_VERSION=${libraryResource('ecs-promote/VERSION').trim()}",
        "ECS_PROMOTE_STEP=${request.step}",
        "ECS_PROMOTE_RESULT=${result}",
        "ECS_PROMOTE_STAGED=",
    ]
    int status = runProgram(variables)
    if (status == programIsNotHere()) {
        writeProgram("${folder}/program-${id}")
        status = runProgram(variables + ["ECS_PROMOTE_STAGED=${folder}/program-${id}"])
    }
    if (!fileExists(result)) {
        error "ecs-promote ${request.step} ended with ${status} and left no result; the log above says why."
    }
    Map answer = parsed(readFile(file: result, encoding: 'UTF-8'))
    if (status != 0) {
        error failureText(request.step as String, status, answer.problems as List)
    }
    return answer.output as Map
}

/** One variable of the environment holds 128 KiB at most, and all of them share a limit; more goes by file. */
private List inputVariables(String json, String file) {
    if (json.length() > 64 * 1024) {
        writeFile(file: file, text: json, encoding: 'UTF-8')
        return ['ECS_PROMOTE_INPUT=', "ECS_PROMOTE_INPUT_FILE=${file}"]
    }
    // A dollar is written as JSON's escape, so that nothing on the way can take it for a variable.
    return ["ECS_PROMOTE_INPUT=${json.replace('$', '\\u0024')}", 'ECS_PROMOTE_INPUT_FILE=']
}

private int runProgram(List variables) {
    withEnv(variables) {
        return sh(script: launcher(), returnStatus: true, label: "ecs-promote")
    }
}

private void writeProgram(String folder) {
    for (String file in ecsPromoteCatalogue.files()) {
        writeFile(file: "${folder}/${file}", text: libraryResource("ecs-promote/${file}"), encoding: 'UTF-8')
    }
}

/** No exit code of the program: the launcher found neither an image nor a cache with the library's version. */
private int programIsNotHere() {
    return 97
}

/** Constant: whatever differs from call to call is in the environment. The first line keeps Jenkins from tracing it into the log. */
private String launcher() {
    return '''#!/bin/sh
set -eu
is_ours() { [ -f "$1/VERSION" ] && [ "$(cat "$1/VERSION")" = "$ECS_PROMOTE_VERSION" ]; }
image="${ECS_PROMOTE_HOME:-/opt/ecs-promote/current}"
cache="${ECS_PROMOTE_CACHE:-$HOME/.cache/ecs-promote}/$ECS_PROMOTE_VERSION"
if ! command -v node >/dev/null; then
  echo "ecs-promote needs Node 20 or newer on the agent's PATH; there is no node." >&2
  exit 1
fi
if [ -n "$ECS_PROMOTE_STAGED" ]; then
  # Copied first, because workspaces may lie on another disk; then renamed in one step: a build beside this one sees all of it or
  # nothing, and whoever comes second leaves it alone.
  own="$cache.${ECS_PROMOTE_STAGED##*/}"
  mkdir -p "${cache%/*}"
  cp -R "$ECS_PROMOTE_STAGED" "$own"
  node -e 'require("fs").renameSync(process.argv[1], process.argv[2])' "$own" "$cache" 2>/dev/null || is_ours "$cache" || {
    echo "$cache is there and is not ecs-promote $ECS_PROMOTE_VERSION: remove it, or set ECS_PROMOTE_CACHE." >&2
    exit 1
  }
  rm -rf "$own" "$ECS_PROMOTE_STAGED"
fi
if is_ours "$image"; then
  program="$image/bin/ecs-promote.cjs"
elif is_ours "$cache"; then
  program="$cache/ecs-promote.cjs"
else
  [ ! -f "$image/VERSION" ] || echo "$image holds ecs-promote $(cat "$image/VERSION"), the library is $ECS_PROMOTE_VERSION: the library's own program is used." >&2
  exit 97
fi
mkdir -p "${ECS_PROMOTE_RESULT%/*}"
find "${ECS_PROMOTE_RESULT%/*}" -type f -name '*.json' -mtime +1 -delete
exec node "$program" $ECS_PROMOTE_STEP
'''
}

/** The slurper's own maps do not survive a restart, so they are copied before any step comes between. */
@NonCPS
private Map parsed(String json) {
    return plain(new JsonSlurper().parseText(json)) as Map
}

@NonCPS
private Object plain(Object value) {
    if (value instanceof Map) {
        Map copy = [:]
        value.each { key, member -> copy[key] = plain(member) }
        return copy
    }
    if (value instanceof List) {
        return value.collect { plain(it) }
    }
    return value
}

@NonCPS
private String failureText(String step, int status, List problems) {
    String texts = problems.collect { "${it.code}: ${it.what} ${it.why} ${it.next}" }.join('\n')
    return "ecs-promote ${step} ended with ${status}.\n${texts}"
}
