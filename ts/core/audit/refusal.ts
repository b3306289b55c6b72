import type { Problem } from '../errors/problem.ts';
import type { PromotionRecord } from '../promotion/record.ts';
import type { AuditLine } from './line.ts';
import { buildOf } from './of-facts.ts';

/**
 * A refusal from the record that its build archived. It is in no ledger, because nothing was done; so nothing but the archive vouches for
 * it. Undefined for a record of anything else, and for what is no record.
 */
export function refusalIn(record: unknown, source: string, sha256: string): AuditLine | undefined {
  if (!isRefusal(record)) return undefined;
  return {
    at: record.endedAt,
    environment: record.environment,
    what: 'refused',
    who: record.by.name,
    why: record.reason,
    detail: record.problems.map(({ code, what }) => `${code}: ${what}`).join(' '),
    releaseId: record.releaseId,
    planHash: record.planHash,
    promotion: null,
    build: buildOf(record.by),
    source,
    sha256,
  };
}

function isRefusal(value: unknown): value is PromotionRecord {
  const { result, endedAt, environment, by, reason, releaseId, planHash, problems } = (value ??
    {}) as Partial<PromotionRecord>;
  return (
    result === 'refused' &&
    [endedAt, environment, by?.name, releaseId].every((member) => typeof member === 'string') &&
    [reason, planHash].every((member) => member === null || typeof member === 'string') &&
    Array.isArray(problems) &&
    problems.every(isProblem)
  );
}

function isProblem(value: unknown): boolean {
  const { code, what } = (value ?? {}) as Partial<Problem>;
  return typeof code === 'string' && typeof what === 'string';
}
