import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { pathText, type Path } from '../../errors/schema-faults.ts';
import { didYouMean } from '../../errors/suggest.ts';
import type { Draft } from '../draft.ts';
import type { EnvironmentFile } from '../environment-schema.ts';
import type { SmokeFile } from '../smoke-schema.ts';
import { testTrafficStages } from '../config.ts';
import type { StrategyFile } from '../strategy-schema.ts';
import type { Check } from './check.ts';

/** What must hold within a smoke check and around it, so that none of them is silently never run. */
export const smokeChecks: Check = (draft) =>
  [...draft.environments].flatMap(([environment, file]) =>
    (file.smoke ?? []).flatMap((smoke, index) => {
      const path = ['environments', environment, 'smoke', index];
      return [
        ...oneKind(smoke, path, draft),
        ...knownService(smoke, path, draft),
        ...secretsInVariables(smoke, path, draft),
        ...testTrafficExists(smoke, path, environment, file, draft),
      ];
    }),
  );

const kinds = ['url', 'command', 'task'] as const;
const membersOf: Readonly<Record<(typeof kinds)[number], readonly (keyof SmokeFile)[]>> = {
  url: ['status', 'requestHeaders', 'headers', 'body', 'withinMilliseconds', 'timeoutSeconds'],
  command: ['timeoutMinutes'],
  task: [],
};

function oneKind(smoke: SmokeFile, path: Path, { placeOf }: Draft): readonly Problem[] {
  const given = kinds.filter((kind) => smoke[kind] !== undefined);
  const [kind, ...others] = given;
  const where = pathText(path);
  if (kind === undefined || others.length > 0) {
    return [configErrors.smokeKind.problem({ where, given }, placeOf(path))];
  }
  return kinds
    .filter((other) => other !== kind)
    .flatMap((other) => membersOf[other])
    .filter((member) => smoke[member] !== undefined)
    .map((member) =>
      configErrors.smokeMember.problem(
        { where, member, kind, known: ['on', 'tries', ...membersOf[kind]] },
        placeOf([...path, member]),
      ),
    );
}

function knownService({ task }: SmokeFile, path: Path, draft: Draft): readonly Problem[] {
  const { serviceNames, placeOf } = draft;
  if (!task || serviceNames.includes(task.service)) return [];
  const values = {
    where: pathText(path),
    service: task.service,
    known: serviceNames,
    suggestion: didYouMean(task.service, serviceNames),
  };
  return [configErrors.smokeService.problem(values, placeOf([...path, 'task', 'service']))];
}

/** Headers whose very purpose is to prove who asks. */
export const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-auth-token',
]);

/** Of anything that asks an address. */
export function secretsInVariables(
  asking: Pick<SmokeFile, 'url' | 'requestHeaders'>,
  path: Path,
  { placeOf }: Pick<Draft, 'placeOf'>,
): readonly Problem[] {
  const written = Object.entries(asking.requestHeaders ?? {})
    .filter(([name, value]) => typeof value === 'string' && secretHeaders.has(name.toLowerCase()))
    .map(([name]) => ({ what: `${pathText(path)}.requestHeaders.${name}`, at: ['requestHeaders', name] }));
  const { username = '', password = '' } = asking.url === undefined ? {} : new URL(asking.url);
  const inAddress =
    username === '' && password === '' ? [] : [{ what: `${pathText(path)}.url`, at: ['url'] }];
  return [...written, ...inAddress].map(({ what, at }) =>
    configErrors.smokeSecret.problem({ where: what }, placeOf([...path, ...at])),
  );
}

/** A check on test traffic runs while a deployment waits for a decision with that traffic on the new tasks; elsewhere it never would. */
function testTrafficExists(
  smoke: SmokeFile,
  path: Path,
  environment: string,
  file: EnvironmentFile,
  { defaults, placeOf }: Draft,
): readonly Problem[] {
  if (smoke.on !== 'testTraffic' || defaults === null) return [];
  const here = Object.values(file.services ?? {}).map(({ strategy }) => strategy);
  const strategies = [...here, file.strategy ?? defaults.strategy];
  const hasTestTraffic = strategies.some(waitsOnTestTraffic);
  return hasTestTraffic
    ? []
    : [configErrors.smokeTraffic.problem({ where: pathText(path), environment }, placeOf([...path, 'on']))];
}

/** Whether CodeDeploy waits is a setting of its deployment group. */
function waitsOnTestTraffic(strategy: StrategyFile | undefined): boolean {
  if (strategy?.type === 'codeDeploy') return true;
  const pauses = strategy && 'pauses' in strategy ? (strategy.pauses ?? []) : [];
  return pauses.some(({ stage = 'POST_TEST_TRAFFIC_SHIFT' }) => testTrafficStages.includes(stage));
}
