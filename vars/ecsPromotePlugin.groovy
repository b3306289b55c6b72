/** Runs a step that comes with a plugin; where that is missing, says so. A missing step is an Error in Jenkins, no Exception. */
Object call(String step, String plugin, Closure body) {
    try {
        return body()
    } catch (NoSuchMethodError missing) {
        if (!missing.message.contains("'${step}'")) {
            throw missing
        }
        error "The step ${step} is not there: Jenkins needs the plugin ${plugin}."
    }
}
