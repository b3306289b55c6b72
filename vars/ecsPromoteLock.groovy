/** One at a time in an environment, the newest first: an older build that waits has been overtaken. */
Object call(Map args, Closure body) {
    return ecsPromotePlugin('lock', 'Lockable Resources') {
        lock(resource: args.lock ?: "ecs-promote-${args.environment}", inversePrecedence: true) {
            return body()
        }
    }
}
