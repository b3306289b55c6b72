import type { Exception } from '../plan/plan.ts';
import { judging } from './gates.ts';
import type { Situation } from './situation.ts';
import { upstreamIdentities } from './upstream-identity.ts';

/**
 * What is promoted though a gate would refuse it: the exceptions of this request that a gate needed, and the hot fixes by which these
 * services came so far. They stand in the plan, so in its hash, in what the approver sees and in every record from here on.
 */
export function exceptionsOf(situation: Situation): readonly Exception[] {
  const now = asked(situation);
  const before = hotfixesSoFar(situation).filter(
    ({ environment, gate }) => !now.some((one) => one.environment === environment && one.gate === gate),
  );
  return [...before, ...now];
}

function asked(situation: Situation): readonly Exception[] {
  const { environment, request } = situation;
  const plain = { ...situation, request: { ...request, exceptions: {} } };
  return judging(situation).flatMap((gate): readonly Exception[] => {
    const reason = gate.exception && request.exceptions[gate.exception];
    if (!gate.exception || reason === undefined || gate.judge(plain).length === 0) return [];
    const { name } = environment;
    return [{ kind: gate.exception, gate: gate.name, environment: name, by: request.by.name, reason }];
  });
}

/** Each once: a release that was promoted twice by the same word came by it once. */
function hotfixesSoFar(situation: Situation): readonly Exception[] {
  const marked = [...situation.upstream.values(), situation.state]
    .flatMap(({ promotions }) => promotions)
    .filter(({ intent }) => intent.plan.exceptions !== undefined);
  if (marked.length === 0) return [];
  const identities = upstreamIdentities(situation);
  const found = marked
    .filter(({ intent }) => identities.has(intent.releaseId))
    .flatMap(({ intent }) => intent.plan.exceptions ?? [])
    .filter(({ kind }) => kind === 'hotfix');
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
