import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inheritedTags, lookBackOf, ownTags, writtenForOf } from './own-tags.ts';

const writtenFor = {
  releaseId: 'a'.repeat(64),
  service: 'service1',
  promotion: '01JD0000000000000000000000',
};

describe('the tags of our task definitions', () => {
  it('are read back as they were written', () => {
    const number = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(
      fc.property(number, number, (from, foreign) => {
        const tags = [{ key: 'owner', value: 'team' }, ...ownTags(writtenFor, { from, foreign })];
        expect(writtenForOf(tags)).toEqual(writtenFor);
        expect(lookBackOf(tags)).toEqual({ from, foreign });
      }),
    );
  });

  it('are recognised only when all three are there', () => {
    const [, ...others] = ownTags(writtenFor, { from: 2, foreign: 1 });
    expect(writtenForOf(others)).toBeUndefined();
    expect(writtenForOf([])).toBeUndefined();
  });

  it.each(['', 'service#1', 'a\nb', 'x'.repeat(257)])(
    'refuse the value %j, which AWS would refuse',
    (service) => {
      expect(() => ownTags({ ...writtenFor, service }, { from: 1, foreign: 0 })).toThrow(
        'ecs-tag-not-allowed',
      );
    },
  );

  it('take letters of any language', () => {
    expect(() =>
      ownTags({ ...writtenFor, service: 'dienst-für 東京' }, { from: 1, foreign: 0 }),
    ).not.toThrow();
  });

  it("leave the template's own tags and drop ours and those AWS reserves", () => {
    const kept = { key: 'owner', value: 'team' };
    const tags = [kept, { key: 'aws:cloudformation:stack-name', value: 's' }, { key: 'AWS:x', value: '' }];
    expect(inheritedTags([...tags, ...ownTags(writtenFor, { from: 1, foreign: 0 })])).toEqual([kept]);
  });

  it.each(['', '12', '12/', 'x/1', '1/2/3'])('a look-back of %j is none', (value) => {
    expect(lookBackOf([{ key: 'ecs-promote:template', value }])).toBeUndefined();
  });
});
