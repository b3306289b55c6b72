import { promotionSchema } from './json-schema.ts';

type Node = Readonly<Record<string, unknown>>;

/** Every member of every map, with its path. */
function membersOf(node: Node, path = ''): readonly (readonly [path: string, member: Node])[] {
  const inside = Object.entries(node).filter(([key]) => key !== 'properties');
  const members = Object.entries((node['properties'] ?? {}) as Readonly<Record<string, Node>>);
  return [
    ...members.flatMap(([name, member]) => [
      [`${path}.${name}`, member] as const,
      ...membersOf(member, `${path}.${name}`),
    ]),
    ...inside.flatMap(([, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
        typeof one === 'object' && one !== null ? membersOf(one as Node, path) : [],
      ),
    ),
  ];
}

describe('the schema for editors', () => {
  const schema = promotionSchema() as Node;

  it('knows every member and refuses unknown ones', () => {
    expect(schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['version', 'services', 'environments'],
      properties: {
        services: { additionalProperties: { required: ['image'], additionalProperties: false } },
        environments: { additionalProperties: { additionalProperties: false } },
      },
    });
  });

  it('says of each member what it is for, except what is plain from its name', () => {
    const silent = membersOf(schema).filter(([, { description }]) => description === undefined);
    const names = new Set(silent.map(([path]) => path.replace(/^.*\./, '')));
    expect([...names].sort()).toEqual(['application', 'deploymentGroup', 'type']);
    expect(membersOf(schema).length).toBeGreaterThan(60);
  });

  it('completes the words that can be chosen', () => {
    const engine = membersOf(schema).find(([path]) => path === '.environments.engine');
    expect(engine?.[1]['enum']).toEqual(['ecs', 'terraform']);
  });
});
