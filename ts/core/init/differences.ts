import type { StrategyFile } from '../config/strategy-schema.ts';
import type { FoundEnvironment } from './findings.ts';
import { ecsServiceTemplate } from './names.ts';

/**
 * Where the environments that were read are not alike, a line each: what promotion.yaml says of one of them only. A difference that
 * nobody meant is seen here before the first promotion meets it.
 */
export function differencesOf(environments: readonly FoundEnvironment[]): readonly string[] {
  const read = environments.filter(({ services }) => services !== undefined);
  const names = [
    ...new Set(read.flatMap(({ services = [] }) => services.map(({ service }) => service))),
  ].sort();
  return [
    ...difference(
      'The account is',
      read.map(({ name, accountId }) => [name, accountId]),
    ),
    ...difference(
      'The region is',
      read.map(({ name, region }) => [name, region]),
    ),
    ...names.flatMap((service) => serviceDifferences(service, read)),
  ];
}

function serviceDifferences(service: string, read: readonly FoundEnvironment[]): readonly string[] {
  const places = read.map(({ name, stack, services = [] }) => ({
    name,
    stack,
    here: services.find((one) => one.service === service),
  }));
  const there = places.flatMap(({ name, stack, here }) => (here ? [{ name, stack, here }] : []));
  const lacking = places.flatMap(({ name, here }) => (here ? [] : [name]));
  return [
    ...(lacking.length === 0
      ? []
      : [`${service} is in ${there.map(({ name }) => name).join(', ')}, and not in ${lacking.join(', ')}.`]),
    ...difference(
      `${service} in ECS is called`,
      there.map(({ name, here: { ecsService } }) => [
        name,
        ecsService === undefined ? undefined : ecsServiceTemplate(ecsService, name),
      ]),
    ),
    ...difference(
      `The container of ${service} is`,
      there.map(({ name, here: { container } }) => [name, container]),
    ),
    ...difference(
      `${service} is moved by`,
      // Of a stack's files nobody knows the strategy.
      there.map(({ name, stack, here: { strategy } }) => [
        name,
        strategy || stack === undefined ? strategyTold(strategy) : undefined,
      ]),
    ),
  ];
}

/** `The container of web is app in test, beta; nginx in live.` None where all are the same, or one is known. */
function difference(
  words: string,
  values: readonly (readonly [environment: string, value: string | undefined])[],
): readonly string[] {
  const where = new Map<string, string[]>();
  for (const [environment, value] of values)
    if (value !== undefined) where.set(value, [...(where.get(value) ?? []), environment]);
  if (where.size < 2) return [];
  return [`${words} ${[...where].map(([value, names]) => `${value} in ${names.join(', ')}`).join('; ')}.`];
}

/** Groups of CodeDeploy are called otherwise in each environment, which is no difference. */
function strategyTold(strategy: StrategyFile | undefined): string {
  const { type, ...settings } = strategy ?? { type: 'rolling' };
  if (type === 'codeDeploy') return 'CodeDeploy';
  const told = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  return `${type}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}
