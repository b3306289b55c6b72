import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pushImages } from '../../ts/adapters/ecr/permissions.ts';

/** Roles of the stacks that build may do with images what `ecs-promote policy --role builder` prints, and nothing more. */
test.each(['jenkins/agents.tf', 'pipeline/role-build.tf'])(
  '%s lets builds push as the policy says',
  (file) => {
    const text = readFileSync(join(__dirname, '../../orchestration/src', file), 'utf8');
    const allowed = [...text.matchAll(/"(ecr:\w+)"/g)].map(([, action]) => action);
    const printed = pushImages(['123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web']);
    expect(allowed.toSorted()).toEqual(printed.flatMap(({ actions }) => actions).toSorted());
  },
);
