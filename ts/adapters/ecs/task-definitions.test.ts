import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeTime } from 'ulid';
import { Refusal, scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts';
import { TaskDefinitions } from './task-definitions.ts';

const arn = (revision: number, family = 'service1') =>
  `arn:aws:ecs:ap-southeast-2:123456789012:task-definition/${family}:${revision}`;
const image = (character: string) => `registry.example/service1@sha256:${character.repeat(64)}`;
const began = Date.UTC(2026, 9, 5);
const minute = 60_000;
const change = {
  container: 'web',
  image: image('1'),
  releaseId: 'a'.repeat(64),
  service: 'service1',
  promotion: `${encodeTime(began)}0000000000000000`,
};

interface Revision {
  image: string;
  tags: { key: string; value: string }[];
  registeredAt: number;
  active: boolean;
}

/** Task definitions as ECS keeps them. */
class Family {
  readonly revisions: Revision[] = [];
  now = began;

  /** What Terraform does. */
  foreign(): number {
    return this.revisions.push({
      image: image('0'),
      tags: [{ key: 'owner', value: 'team' }],
      registeredAt: this.now,
      active: true,
    });
  }

  script() {
    return {
      ListTaskDefinitions: ({ nextToken }: Readonly<Record<string, unknown>>) => {
        const all = this.revisions.flatMap(({ active }, index) => (active ? [arn(index + 1)] : [])).reverse();
        const from = Number(nextToken ?? 0);
        const next = from + 100 < all.length ? { nextToken: String(from + 100) } : {};
        // The API calls its filter a prefix.
        return { taskDefinitionArns: [arn(1, 'service10'), ...all.slice(from, from + 100)], ...next };
      },
      DescribeTaskDefinition: ({ taskDefinition }: Readonly<Record<string, unknown>>) => {
        const revision = Number(String(taskDefinition).split(':').at(-1));
        const found = this.revisions[revision - 1];
        if (!found) throw new Refusal('ClientException', 'Unable to describe task definition.');
        return this.answer(revision);
      },
      RegisterTaskDefinition: (input: Readonly<Record<string, unknown>>) => {
        const [container] = input['containerDefinitions'] as { image: string }[];
        const revision = this.revisions.push({
          image: container!.image,
          tags: input['tags'] as Revision['tags'],
          registeredAt: this.now,
          active: true,
        });
        return this.answer(revision);
      },
    };
  }

  private answer(revision: number) {
    const { image, tags, registeredAt, active } = this.revisions[revision - 1]!;
    return {
      taskDefinition: {
        taskDefinitionArn: arn(revision),
        family: 'service1',
        revision,
        status: active ? 'ACTIVE' : 'INACTIVE',
        registeredAt: registeredAt / 1000,
        requiresAttributes: [{ name: 'x' }],
        containerDefinitions: [{ name: 'web', image }],
      },
      tags,
    };
  }
}

describe('task definitions', () => {
  let ecs: ScriptedEcs;
  let family: Family;
  beforeEach(async () => {
    family = new Family();
    ecs = await scriptedEcs(family.script());
  });
  afterEach(() => ecs.close());
  /** A process that starts anew remembers nothing. */
  const anew = () => new TaskDefinitions(ecs.access);
  const promote = async (promotion: number) => {
    family.now = began + promotion * 60 * minute;
    const definitions = anew();
    const template = (await definitions.newestForeign('service1'))!;
    return definitions.registerCopy(template, {
      ...change,
      promotion: `${encodeTime(family.now)}${String(promotion).padStart(16, '0')}`,
    });
  };
  const countSince = async (work: () => Promise<unknown>) => {
    const before = ecs.calls.length;
    await work();
    return ecs.calls.length - before;
  };

  it('are copied with the image changed, and told apart from foreign ones by their tags', async () => {
    family.foreign();
    const copy = await promote(1);
    expect(copy).toMatchObject({
      revision: 2,
      containers: [{ name: 'web', image: image('1') }],
      writtenFor: { releaseId: change.releaseId, service: 'service1' },
    });
    expect(family.revisions[1]!.tags).toEqual([
      { key: 'owner', value: 'team' },
      { key: 'ecs-promote:release', value: change.releaseId },
      { key: 'ecs-promote:service', value: 'service1' },
      { key: 'ecs-promote:promotion', value: copy.writtenFor!.promotion },
      { key: 'ecs-promote:template', value: '1/1' },
    ]);
    expect(Object.keys(ecs.calls.at(-1)!.input).sort()).toEqual(['containerDefinitions', 'family', 'tags']);
    expect((await anew().newestForeign('service1'))?.revision).toBe(1);
  });

  it('are registered once a promotion, however often it is tried', async () => {
    family.foreign();
    const first = await promote(1);
    expect((await promote(1)).arn).toBe(first.arn);
    family.foreign();
    expect((await promote(1)).arn).toBe(first.arn);
    expect((await promote(2)).arn).not.toBe(first.arn);
    expect(family.revisions).toHaveLength(4);
  });

  it('are registered once too where the id does not tell when the promotion began', async () => {
    family.foreign();
    const template = (await anew().newestForeign('service1'))!;
    const first = await anew().registerCopy(template, { ...change, promotion: 'rehearsal' });
    expect(await anew().registerCopy(template, { ...change, promotion: 'rehearsal' })).toEqual(first);
  });

  it('of another release, service or image are never taken for the ones asked for', async () => {
    family.foreign();
    const template = (await anew().newestForeign('service1'))!;
    await anew().registerCopy(template, change);
    await anew().registerCopy(template, { ...change, releaseId: 'b'.repeat(64) });
    await anew().registerCopy(template, { ...change, service: 'worker' });
    await anew().registerCopy(template, { ...change, image: image('2') });
    expect(family.revisions).toHaveLength(5);
  });

  it('need the same few requests after many promotions as after one', async () => {
    family.foreign();
    await promote(1);
    const few = await countSince(() => anew().newestForeign('service1'));
    for (let promotion = 2; promotion <= 120; promotion++) await promote(promotion);
    expect(await countSince(() => anew().newestForeign('service1'))).toBeLessThanOrEqual(few + 1);
    expect((await anew().newestForeign('service1'))?.revision).toBe(1);
  });

  it('that Terraform registers in between are found, even while a copy was being registered', async () => {
    family.foreign();
    await promote(1);
    const race = ecs.script['RegisterTaskDefinition']!;
    ecs.script = {
      ...ecs.script,
      RegisterTaskDefinition: (input) => {
        family.foreign();
        return race(input);
      },
    };
    expect((await promote(2)).revision).toBe(4);
    expect((await anew().newestForeign('service1'))?.revision).toBe(3);
  });

  it('that were deregistered since are passed over', async () => {
    family.foreign();
    family.foreign();
    await promote(1);
    await promote(2);
    family.revisions[1]!.active = false;
    expect((await anew().newestForeign('service1'))?.revision).toBe(1);
    family.revisions[0]!.active = false;
    expect(await anew().newestForeign('service1')).toBeUndefined();
  });

  it('are none in a family that has none', async () => {
    expect(await anew().newestForeign('service1')).toBeUndefined();
  });

  it('are looked for within a limit, and the error says what to do', async () => {
    family.foreign();
    await promote(1);
    const { tags, ...copy } = family.revisions[1]!;
    const withoutMemory = tags.filter(({ key }) => key !== 'ecs-promote:template');
    for (let copies = 0; copies < 100; copies++) family.revisions.push({ ...copy, tags: withoutMemory });
    await expect(anew().newestForeign('service1')).rejects.toMatchObject({
      problems: [{ code: 'ecs-template-too-far-back', next: expect.stringContaining('terraform apply') }],
    });
  });

  it('are described once', async () => {
    family.foreign();
    const definitions = anew();
    await definitions.describe('service1:1');
    expect(await countSince(() => definitions.describe(arn(1)))).toBe(0);
  });

  it('that do not exist are an error with their name', async () => {
    await expect(anew().describe('service1:7')).rejects.toMatchObject({
      problems: [{ code: 'ecs-task-definition-not-found', what: expect.stringContaining('service1:7') }],
    });
  });

  it('refused by ECS say why', async () => {
    family.foreign();
    ecs.script = {
      ...ecs.script,
      RegisterTaskDefinition: () => {
        throw new Refusal('ClientException', "Invalid 'cpu' setting for task.");
      },
    };
    await expect(promote(1)).rejects.toMatchObject({
      problems: [{ code: 'ecs-request-refused', what: expect.stringContaining("Invalid 'cpu'") }],
    });
  });
});
