import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { testTrafficStages } from '../config.ts';
import type { Draft } from '../draft.ts';
import type { EnvironmentFile } from '../environment-schema.ts';
import type { StrategyFile } from '../strategy-schema.ts';
import type { Check } from './check.ts';

/** What decides a pause must be able to: checks that are there, at a stage at which there is something for them to check. */
export const pausesDecided: Check = (draft) =>
  [...draft.environments].flatMap(([environment, file]) => {
    const path = ['environments', environment];
    return [
      ...(file.strategy
        ? problemsOf(file.strategy, [...path, 'strategy'], environment, file, draft)
        : problemsOf(draft.defaults?.strategy, ['defaults', 'strategy'], environment, file, draft)),
      ...Object.entries(file.services ?? {}).flatMap(([service, { strategy }]) =>
        problemsOf(strategy, [...path, 'services', service, 'strategy'], environment, file, draft),
      ),
    ];
  });

function problemsOf(
  strategy: StrategyFile | undefined,
  path: readonly string[],
  environment: string,
  { smoke = [] }: EnvironmentFile,
  { placeOf }: Draft,
): readonly Problem[] {
  if (!strategy || !('pauses' in strategy)) return [];
  const hasChecks = smoke.some(({ on }) => on === 'testTraffic');
  return (strategy.pauses ?? []).flatMap(({ stage = 'POST_TEST_TRAFFIC_SHIFT', decides }, index) => {
    const where = [...path, 'pauses', index];
    if (decides !== 'checks') return [];
    if (!testTrafficStages.includes(stage))
      return [configErrors.pauseStage.problem({ environment, stage }, placeOf([...where, 'stage']))];
    return hasChecks ? [] : [configErrors.pauseUnchecked.problem({ environment, stage }, placeOf(where))];
  });
}
