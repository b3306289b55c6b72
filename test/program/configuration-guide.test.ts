import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Environment } from '../../ts/core/config/config.ts';
import { promotionSchema } from '../../ts/core/config/json-schema.ts';
import { parseConfig } from '../../ts/core/config/parse.ts';
import { planErrors } from '../../ts/core/errors/catalogue/plan.ts';
import type { SmokeCheck } from '../../ts/core/smoke/check.ts';
import { checkout } from './built-program.ts';
import { fencedBlocks } from './fenced-blocks.ts';

/** What docs/configuration.md says is so. */
const page = 'docs/configuration.md';
const text = readFileSync(join(checkout, page), 'utf8');
const blocks = fencedBlocks(page, 'yaml');
const small = readFileSync(join(checkout, 'test', 'fixtures', 'config', 'small.yaml'), 'utf8');

/** Rows of the last table, cell by cell. */
const rows = text
  .slice(text.indexOf('## What is left out'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

test('it begins with the small file', () => {
  expect(blocks[0]).toBe(small);
});

test.each(blocks.map((block, index) => [index + 1, block] as const))('YAML block %d is valid', (_, block) => {
  expect(() => parseConfig(block, 'promotion.yaml')).not.toThrow();
});

test('every member that the schema knows is named', () => {
  const unnamed = [...membersOf(promotionSchema())].filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  expect(unnamed).toEqual([]);
});

test('what it says of left-out members is what they mean', () => {
  const told = rows.flatMap(([member = '', meaning = '']) => {
    const value = /^(?:branch )?`([^`]*)`(?:,.*)?$/.exec(meaning)?.[1];
    return value === undefined ? [] : [[member.replaceAll('`', ''), value]];
  });
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(Object.entries(defaults()).map(([member, value]) => [member, String(value)])),
  );
});

test('each member that may be left out has its row', () => {
  const told = rows.map(([member = '']) => /^`(?:services\.web|environments\.test)\.(\w+)/.exec(member)?.[1]);
  const schema = promotionSchema() as Schema;
  const optional = ['services', 'environments'].flatMap((map) => {
    const one = schema.properties?.[map]?.additionalProperties;
    return Object.keys(one?.properties ?? {}).filter((name) => one?.required?.includes(name) !== true);
  });
  // These two are explained in the text: a stack is needed or not, and a map that differs from nothing is empty.
  const explained = ['region', 'stack', 'services'];
  expect(optional.filter((name) => !told.includes(name) && !explained.includes(name))).toEqual([]);
});

test('the codes that it names are in the catalogue', () => {
  const known = [planErrors.engineUnavailable];
  const named = [...text.matchAll(/\(`([a-z0-9]+-[a-z0-9-]+)`\)/g)].map(([, code]) => code);
  expect(named.toSorted()).toEqual(known.map(({ code }) => code).toSorted());
});

function defaults(): Readonly<Record<string, unknown>> {
  const { services, environments } = parseConfig(small, 'promotion.yaml');
  const [web] = services;
  const [test] = environments;
  const [target] = test?.services ?? [];
  const smoke = '[{ url: "https://acme.example/" }, { command: [test] }, { task: { service: web } }]';
  const filled = environment(`approval: { from: [anna] }, smoke: ${smoke}`);
  const of = <K extends SmokeCheck['kind']>(kind: K) =>
    filled.smoke.find((check): check is Extract<SmokeCheck, { kind: K }> => check.kind === kind);
  const [http, command, task] = [of('http'), of('command'), of('task')];
  return {
    ledger: 'ecs-promote-ledger',
    'services.web.job': web?.job,
    'services.web.variable': web?.variable,
    'services.web.ecsService': target?.ecsService,
    'services.web.container': target?.container,
    'environments.test.job': test?.job,
    'environments.test.engine': test?.engine,
    'environments.test.strategy.type': target?.strategy.type,
    'environments.test.automatic': test?.automatic,
    'environments.test.changesInChoices': test?.changesInChoices,
    'environments.test.soakMinutes': test?.soakMinutes,
    'environments.test.settleMinutes': test?.settleMinutes,
    'environments.test.deadlineMinutes': test?.deadlineMinutes,
    'environments.test.onFailure': test?.onFailure,
    'environments.test.onAbort': test?.onAbort,
    'environments.test.keepImages': test?.keepImages,
    'environments.test.approval.minimum': filled.approval?.minimum,
    'environments.test.approval.notRequester': filled.approval?.notRequester,
    'environments.test.smoke.status': http?.status,
    'environments.test.smoke.on': http?.on,
    'environments.test.smoke.tries': http?.tries,
    'environments.test.smoke.timeoutSeconds': http?.timeoutSeconds,
    'environments.test.smoke.timeoutMinutes': command?.timeoutMinutes,
    'environments.test.smoke.task.timeoutMinutes': task?.timeoutMinutes,
    'environments.test.smoke.task.container': task?.container,
    ...strategyDefaults('blueGreen'),
    ...strategyDefaults('canary'),
    ...strategyDefaults('linear'),
    ...pauseDefaults(),
    'strategy.codeDeploy.pause': ofStrategy('type: codeDeploy, application: a, deploymentGroup: g')['pause'],
  };
}

function pauseDefaults(): Readonly<Record<string, unknown>> {
  const [pause = {}] = ofStrategy('type: blueGreen, pauses: [{}]')['pauses'] as readonly object[];
  return Object.fromEntries(Object.entries(pause).map(([name, value]) => [`pauses.${name}`, value]));
}

function ofStrategy(members: string): Readonly<Record<string, unknown>> {
  const [target] = environment(`strategy: { ${members} }`).services;
  return { ...target?.strategy };
}

function strategyDefaults(type: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(ofStrategy(`type: ${type}`))
      .filter(([name]) => name !== 'type' && name !== 'pauses')
      .map(([name, value]) => [`strategy.${type}.${name}`, value]),
  );
}

/** The environment `test` of the small file with these members besides. */
function environment(members: string): Environment {
  const config: Config = parseConfig(
    small.replace('cluster: web-test', `cluster: web-test, ${members}`),
    'promotion.yaml',
  );
  const [test] = config.environments;
  if (!test) throw new Error('the small file has no environment');
  return test;
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly [keyword: string]: unknown;
}

/** Names of all members, at any depth. */
function membersOf(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return new Set([...own, ...Object.values(schema).flatMap((inner) => [...membersOf(inner)])]);
}
