/** Refuses arguments that a var does not have, and says which are missing: before an agent is used. */
void call(String var, Map args) {
    String problems = problemsOf(var, args, ecsPromoteCatalogue.arguments()[var] as Map)
    if (problems) {
        error problems
    }
}

/** For a var that takes its agents itself. */
void outsideNode(String var) {
    if (env.WORKSPACE) {
        error "Call ${var} outside node: it takes its agents itself, and holds none while it waits for people or for the environment."
    }
}

/** What is meant for the program, where a var has arguments of its own. */
@NonCPS
Map without(Map args, List own) {
    return args.findAll { name, value -> !own.contains(name) }
}

@NonCPS
private String problemsOf(String var, Map args, Map known) {
    List unknown = args.keySet().findAll { !known.containsKey(it) }.collect { name ->
        String meant = known.keySet().find { isNear(name as String, it as String) }
        "${var} has no argument ${name}.${meant ? " Did you mean ${meant}?" : " It has: ${known.keySet().join(', ')}."}"
    }
    List missing = known.findAll { name, required -> required && (args[name] == null || args[name] == '') }.collect { name, required ->
        "${var} needs ${name}."
    }
    return (unknown + missing).join('\n')
}

/** A letter too many, too few, another or two swapped, and capitals, make no other word. */
@NonCPS
private boolean isNear(String one, String other) {
    String a = one.toLowerCase()
    String b = other.toLowerCase()
    int shorter = Math.min(a.length(), b.length())
    int start = 0
    while (start < shorter && a[start] == b[start]) {
        start++
    }
    int end = 0
    while (end < shorter - start && a[a.length() - 1 - end] == b[b.length() - 1 - end]) {
        end++
    }
    String left = a.substring(start, a.length() - end)
    String right = b.substring(start, b.length() - end)
    return Math.max(left.length(), right.length()) <= 1 || (left.length() == 2 && left.reverse() == right)
}
