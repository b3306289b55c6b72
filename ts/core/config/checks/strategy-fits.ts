import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Draft } from '../draft.ts';
import type { EnvironmentFile } from '../environment-schema.ts';
import { waitingMinutes } from '../resolve-environment.ts';
import type { Check } from './check.ts';

/** A strategy that the engine can carry out, in less time than the promotion has. */
export const strategyFits: Check = (draft) =>
  [...draft.environments].flatMap(([environment, file]) =>
    draft.defaults === null
      ? []
      : [...codeDeployWithTerraform(environment, file, draft), ...tooLittleTime(environment, file, draft)],
  );

function codeDeployWithTerraform(
  environment: string,
  file: EnvironmentFile,
  { defaults, placeOf, placeOfKey }: Draft,
): readonly Problem[] {
  if ((file.engine ?? defaults?.engine) !== 'terraform') return [];
  const strategies = [
    { path: ['environments', environment, 'strategy'], strategy: file.strategy },
    ...(file.strategy ? [] : [{ path: ['defaults', 'strategy'], strategy: defaults?.strategy }]),
    ...Object.entries(file.services ?? {}).map(([service, { strategy }]) => ({
      path: ['environments', environment, 'services', service, 'strategy'],
      strategy,
    })),
  ];
  return strategies
    .filter(({ strategy }) => strategy?.type === 'codeDeploy')
    .map(({ path }) =>
      configErrors.codeDeployEngine.problem(
        { where: path.join('.'), environment },
        path[0] === 'defaults' ? placeOfKey(['environments'], environment) : placeOf([...path, 'type']),
      ),
    );
}

function tooLittleTime(
  environment: string,
  file: EnvironmentFile,
  { defaults, placeOf, placeOfKey }: Draft,
): readonly Problem[] {
  const deadlineMinutes = file.deadlineMinutes ?? defaults?.deadlineMinutes;
  const waiting = waitingMinutes(file, defaults ?? {});
  if (deadlineMinutes === undefined || waiting < deadlineMinutes) return [];
  const place =
    file.deadlineMinutes === undefined
      ? placeOfKey(['environments'], environment)
      : placeOf(['environments', environment, 'deadlineMinutes']);
  return [
    configErrors.deadlineTooShort.problem({ environment, deadlineMinutes, waitingMinutes: waiting }, place),
  ];
}
