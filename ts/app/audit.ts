import type { AuditLine } from '../core/audit/line.ts';
import { auditOf } from '../core/audit/of-facts.ts';
import { refusalIn } from '../core/audit/refusal.ts';
import { ledgerErrors } from '../core/errors/catalogue/ledger.ts';
import { isNamed } from '../core/lineage/archive-of.ts';
import { sha256Hex } from '../core/release/canonical.ts';
import type { Archive } from '../ports/archive.ts';
import type { Ledger } from '../ports/ledger.ts';

export interface AuditRequest {
  /** Empty: all that the ledger knows. */
  readonly environments: readonly string[];
  /** Milliseconds since the epoch; what happened at that moment is in it. */
  readonly since: number;
  /** What happened at that moment is not. */
  readonly until: number;
  /** Jobs whose archived refusals are told, too. */
  readonly jobs: readonly string[];
}

/**
 * Every decision and action, oldest first, from the ledger's facts, whose chain is checked as they are read; and, where archives are at
 * hand, the refusals in them.
 *
 * @throws ProblemError `ledger-environment-unknown`, `ledger-fact-unreadable`, `ledger-chain-broken`
 */
export async function audit(
  { environments, since, until, jobs }: AuditRequest,
  { ledger, archive }: { readonly ledger: Ledger; readonly archive: Archive | undefined },
): Promise<readonly AuditLine[]> {
  const known = await ledger.environments();
  const unknown = environments.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw ledgerErrors.environmentUnknown.error({ environment: unknown, address: ledger.address, known });
  const asked = environments.length === 0 ? known : known.filter((name) => environments.includes(name));
  const lines: AuditLine[] = [];
  for (const name of asked) lines.push(...auditOf(await ledger.read(name)));
  if (archive) lines.push(...(await refusalsIn(archive, jobs)));
  return lines
    .filter(({ environment }) => environments.length === 0 || environments.includes(environment))
    .filter(({ at }) => since <= Date.parse(at) && Date.parse(at) < until)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

async function refusalsIn(archive: Archive, jobs: readonly string[]): Promise<readonly AuditLine[]> {
  const lines: AuditLine[] = [];
  for (const job of new Set(jobs))
    for (const number of await archive.builds(job)) {
      const build = { job, number };
      const paths = await archive.paths(build);
      for (const path of paths.filter((each) => isNamed(each, 'promotion.json'))) {
        const bytes = await archive.read(build, path);
        const line = refusalIn(jsonOf(bytes), `${job} #${number} ${path}`, sha256Hex(bytes));
        if (line) lines.push(line);
      }
    }
  return lines;
}

/** What is no JSON is no record of ours. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
