import * as codedeploy from '@aws-sdk/client-codedeploy';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { apis } from '../router.ts';
import { operationOf, shapeOf, type Shape } from './schema.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  codedeploy,
  ec2,
  ecr,
  ecs,
  elb,
  iam,
  logs,
  s3,
  secretsmanager,
  ssm,
  sts,
};

/** Every structure's members that can be reached from a shape. */
function membersOf(shape: Shape, known = new Set<string>()): Set<string> {
  if (shape.kind === 'list') membersOf(shape.member(), known);
  if (shape.kind === 'map') membersOf(shape.value(), known);
  if (shape.kind === 'struct') {
    for (const [name, member] of shape.members) {
      const full = `${shape.name}.${name}`;
      if (!known.has(full)) membersOf(member(), known.add(full));
    }
  }
  return known;
}

describe.each(apis.map((api) => [api.service, api] as const))('the model of %s', (service, api) => {
  test('has every operation that is emulated', () => {
    for (const { name } of api.operations) expect(clients[service]).toHaveProperty([`${name}$`]);
  });

  test('has every member whose values are checked', () => {
    const members = new Set(api.operations.flatMap(({ input }) => [...membersOf(input)]));
    for (const name of Object.keys(api.enumerations)) expect(members).toContain(name);
  });

  test('can be read whole', () => {
    for (const [name, schema] of Object.entries(clients[service] ?? {})) {
      if (!name.endsWith('$') || !Array.isArray(schema)) continue;
      if (schema[0] === 9) expect(operationOf(schema).name).toBe(name.slice(0, -1));
      else membersOf(shapeOf(schema));
    }
  });
});
