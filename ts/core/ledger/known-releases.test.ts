import { parseSharing } from './known-releases.ts';

const id = (letter: string): string => letter.repeat(64);
const release = { parent: null, services: { shop: { build: 7, subject: 'Say “fine”' } }, version: 1 };
const text = (members: object): string => JSON.stringify(members);
const releaseIn = (value: unknown): unknown => (value as { release: unknown }).release;

describe('parsing texts that hold a release', () => {
  const intent = { kind: 'promotion', plan: { releaseId: id('a') }, release, releaseId: id('a') };
  const first = parseSharing(text(intent));

  it('shares one that was read before, and changes nothing else', () => {
    const proven = { kind: 'verification', release, releaseId: id('a'), version: 1 };
    const second = parseSharing(text(proven));
    expect(second).toEqual(proven);
    expect(Object.keys(second as object)).toEqual(Object.keys(proven));
    expect(releaseIn(second)).toBe(releaseIn(first));
  });

  it.each([
    ['another release under the same id', { release: { ...release, version: 2 }, releaseId: id('a') }],
    ['one that is only longer', { release: { a: 1, ...release }, releaseId: id('a') }],
    ['one that stands in another member', { plan: { release, releaseId: id('a') } }],
    ['one in another member, beside one', { release: 0, zone: { release, releaseId: id('a') } }],
    ['an id without a release', { releaseId: id('a') }],
    ['a release that is a text', { release: 'none', releaseId: id('a') }],
    ['an id that is cut off', { release, releaseId: 'a' }],
    [
      'a text that says what stands for a release here',
      { release: 'ecs-promote: a release that is known', zone: { release, releaseId: id('a') } },
    ],
    ['a release quoted in a text', { reason: text({ release, releaseId: id('a') }) }],
    ['a list', [release, { release, releaseId: id('a') }]],
  ])('reads as JSON.parse does %s', (_, value) => {
    expect(parseSharing(text(value))).toEqual(value);
    expect(parseSharing(text(value))).toEqual(value);
  });

  it('lets the last of two members of one name count', () => {
    const known = text(release);
    const twice = `{"release":0,"release":${known},"releaseId":"${id('a')}"}`;
    const other = `{"release":${known},"releaseId":"${id('a')}","release":1}`;
    for (const doubled of [twice, other]) expect(parseSharing(doubled)).toEqual(JSON.parse(doubled));
  });

  it('reads what a person wrote more loosely', () => {
    const loose = JSON.stringify(intent, null, 2);
    expect(parseSharing(loose)).toEqual(intent);
    expect(parseSharing(loose)).toEqual(intent);
  });

  it.each(['', '{', `{"release":${text(release)},"releaseId":"${id('a')}"`])('refuses %s', (broken) => {
    expect(() => parseSharing(broken)).toThrow(SyntaxError);
  });
});
