import { toldWhereabouts, whereaboutsOf } from './whereabouts.ts';

const role = 'arn:aws:iam::210987654321:role/reader';
const arn = 'arn:aws:ecs:us-east-1:210987654321:cluster/shop';

describe('a cluster in one word', () => {
  it.each([
    ['shop', { cluster: 'shop' }],
    ['shop/eu-west-1', { cluster: 'shop', region: 'eu-west-1' }],
    ['shop@acme', { cluster: 'shop', profile: 'acme' }],
    ['shop@acme/eu-west-1', { cluster: 'shop', profile: 'acme', region: 'eu-west-1' }],
    ['shop@/eu-west-1', { cluster: 'shop', region: 'eu-west-1' }],
    ['shop@acme/Admin', { cluster: 'shop', profile: 'acme/Admin' }],
    ['shop@anna@acme', { cluster: 'shop', profile: 'anna@acme' }],
    [`shop@${role}`, { cluster: 'shop', role }],
    [`shop@${role}/us-gov-west-1`, { cluster: 'shop', role, region: 'us-gov-west-1' }],
    [
      'shop@arn:aws:iam::210987654321:role/eu-west-1',
      { cluster: 'shop', role: 'arn:aws:iam::210987654321:role/eu-west-1' },
    ],
    [arn, { cluster: arn, region: 'us-east-1' }],
    [`${arn}@acme/us-east-1`, { cluster: arn, profile: 'acme', region: 'us-east-1' }],
  ])('%s', (word, expected) => {
    expect(whereaboutsOf(word)).toEqual(expected);
  });

  it.each([
    '',
    '@acme',
    'shop@',
    'shop@/',
    'shop@a b',
    'shop@--acme',
    'shop/moon',
    'shop@arn:aws:iam::1:role/x',
    'shop@arn:aws:sts::210987654321:assumed-role/x/y',
    `${arn}@acme/eu-west-1`,
    'a{b}',
  ])('%j is none', (word) => {
    expect(whereaboutsOf(word)).toBeUndefined();
  });

  it('is told with who looks and where', () => {
    expect(toldWhereabouts({ cluster: 'shop', profile: 'acme', region: 'eu-west-1' })).toBe(
      'shop as acme in eu-west-1',
    );
    expect(toldWhereabouts({ cluster: 'shop' })).toBe('shop');
  });
});
