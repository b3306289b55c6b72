/** Tests of one runner, counted. */
export interface Count {
  readonly runner: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The last line of `npm test`: `N passed, N failed`, with `, N skipped` where some were. A runner that executed no test counts as one
 * failure: an empty folder or a pattern that matches nothing must not look like success.
 */
export function summary(counts: readonly Count[]): { readonly line: string; readonly ok: boolean } {
  const total = (of: (count: Count) => number) => counts.reduce((sum, count) => sum + of(count), 0);
  const passed = total((count) => count.passed);
  const failed = total((count) => count.failed) + counts.filter(isEmpty).length;
  const skipped = total((count) => count.skipped);
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, ok: failed === 0 && passed > 0 };
}

/** What the Maven modules, which are all about Groovy, ran: `183 Groovy tests ran (test/codenarc 3, test/jenkins 180)`. */
export function groovyLine(counts: readonly Count[], modules: readonly string[]): string {
  const ran = counts
    .filter(({ runner }) => modules.includes(runner))
    .map(({ runner, passed, failed }) => ({ runner, tests: passed + failed }));
  const total = ran.reduce((sum, { tests }) => sum + tests, 0);
  const each = ran.map(({ runner, tests }) => `${runner} ${tests}`).join(', ');
  return `${total} Groovy tests ran${each === '' ? '' : ` (${each})`}`;
}

export function isEmpty({ passed, failed }: Count): boolean {
  return passed + failed === 0;
}
