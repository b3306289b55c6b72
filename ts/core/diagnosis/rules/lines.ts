import type { Rule } from '../rule.ts';

/** In lines that the container itself wrote; an application's log may speak of anything, so only what a kernel, a shell or a runtime says counts. */
export const logLines: readonly Rule[] = [
  {
    class: 'wrong-architecture',
    confidence: 'certain',
    pattern: 'exec format error|rosetta error|qemu-[\\w-]+: could not open|cannot execute binary file',
    fields: ['log'],
    source: 'whyStopped',
  },
  {
    class: 'command-not-found',
    confidence: 'certain',
    pattern:
      'exec user process caused|executable file not found|^\\S*(sh|bash|ash|dash)?: (line )?\\d*:? ?\\S+: (command )?not found|: command not found|^exec \\S+: (no such file|permission denied)|env: .{0,80}no such file|can.?t open .{0,80}: no such file|cannot find module .{0,80}entrypoint',
    fields: ['log'],
    source: 'runc',
  },
  {
    class: 'out-of-memory',
    confidence: 'likely',
    pattern:
      'java\\.lang\\.outofmemoryerror|heap out of memory|allocation failed - javascript heap|out of memory: kill|oom-?kill(er|ed) (invoked|process)|memory cgroup out of memory|fatal error: (runtime: )?out of memory|std::bad_alloc|\\bmemoryerror\\b|cannot allocate memory',
    fields: ['log'],
    source: 'outOfMemory',
  },
  {
    class: 'disk-full',
    confidence: 'likely',
    pattern: 'no space left on device|enospc',
    fields: ['log'],
    source: 'pull',
  },
];

/** What a runtime says when the process ends for it; an exit code, where there is one, tells more. */
export const lastWords =
  /^[\W\d]*(?:panic: |fatal(?: error)?: |segmentation fault|unhandled exception)|traceback \(most recent call last\)|uncaught ?exception|unhandled ?promise ?rejection|thread 'main' panicked|exception in thread "main"|core dumped|npm err!|cannot find module|application (?:run )?failed|failed to start application|address already in use|exit(?:ed|ing) with (?:exit )?(?:code|status) [1-9]/i;
