import { RegisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceFiles } from '../../ts/adapters/files/workspace-files.ts';
import { board } from '../../ts/app/board.ts';
import { lookAt } from '../../ts/app/status.ts';
import { World } from './world.ts';

/** What is recorded against what ECS says, with the real adapters. */
let world: World;
beforeEach(async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41));
});
afterEach(() => world.close());

async function look() {
  const { config, environment, ledger, clock, services } = await world.tools();
  const { board: made } = await board(
    { ...config, environments: [environment] },
    { out: 'board', days: 90 },
    {
      ledger,
      clock,
      files: new WorkspaceFiles(world.dir),
      look: (one) => lookAt(one, () => Promise.resolve(services)),
    },
  );
  return {
    drift: [...(made.environments[0]?.drift ?? [])],
    page: readFileSync(join(world.dir, 'board', 'index.html'), 'utf8'),
  };
}

test('what was promoted runs, and nothing drifts', async () => {
  const { drift, page } = await look();
  expect(drift).toEqual([]);
  expect(page).toContain('compared with what runs');
  expect(page).toContain('Nothing. What runs is what was recorded');
});

test('a service that somebody moved past the product drifts, with the image that it runs', async () => {
  const ecs = world.ecs();
  const image = 'public.ecr.aws/nginx/nginx:1.30';
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'service2',
      containerDefinitions: [{ name: 'service2', image, memory: 128 }],
    }),
  );
  await ecs.send(
    new UpdateServiceCommand({
      cluster: 'appcluster-test',
      service: 'service2',
      taskDefinition: taskDefinition?.taskDefinitionArn,
    }),
  );
  const { drift, page } = await look();
  expect(drift).toEqual([['service2', image]]);
  expect(page).toContain(`runs ${image}`);
  expect(page).toMatch(/test<\/a> does not run what was recorded: service2/);
});
