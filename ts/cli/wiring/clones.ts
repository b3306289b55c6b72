import { resolve } from 'node:path';
import { GitCommitRange } from '../../adapters/git/commit-range.ts';
import { changesErrors } from '../../core/errors/catalogue/changes.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import type { Config } from '../../core/config/config.ts';
import type { CommitRange } from '../../ports/commit-range.ts';
import type { Context } from '../context.ts';

/** The clone of each service, as a person named them. Errors: `changes-clone-of-nobody`. */
export function clonesNamed(
  { repo, clone }: { readonly repo?: string | undefined; readonly clone: Readonly<Record<string, string>> },
  { services }: Config,
  { cwd, env }: Pick<Context, 'cwd' | 'env'>,
): (service: string) => CommitRange | undefined {
  const known = services.map(({ name }) => name);
  const strangers = Object.keys(clone).filter((name) => !known.includes(name));
  throwIfAny(strangers.map((service) => changesErrors.cloneOfNobody.problem({ service, known })));
  const opened = new Map<string, CommitRange>();
  return (service) => {
    const named = Object.hasOwn(clone, service) ? clone[service] : repo;
    if (named === undefined) return undefined;
    const folder = resolve(cwd, named);
    const range = opened.get(folder) ?? new GitCommitRange(folder, env);
    opened.set(folder, range);
    return range;
  };
}
