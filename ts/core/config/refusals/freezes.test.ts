import { exampleYaml, toldOfConfig, type Additions } from '../example.ts';

describe('a freeze', () => {
  it.each<[string, Additions, string]>([
    [
      'a freeze of an unknown environment',
      { freeze: 'from: "18:00", until: "07:00", timeZone: UTC, environments: [liv]' },
      'config-unknown-name 8:82 freezes.quiet.environments names "liv", which is not in this file. Did you mean "live"?',
    ],
    [
      'a freeze of an unknown service',
      { freeze: 'from: "18:00", until: "07:00", timeZone: UTC, environments: [live], services: [wep]' },
      'config-unknown-name 8:100 freezes.quiet.services names "wep", which is not in this file. Did you mean "web"?',
    ],
    [
      'a freeze from a day that no calendar has',
      { freeze: 'from: "2027-02-29 18:00", until: "2027-03-01 07:00", timeZone: UTC, environments: [live]' },
      'config-value 8:27 freezes.quiet.from is "2027-02-29 18:00", but must be a time of day',
    ],
    [
      'a freeze that begins each week and ends each day',
      { freeze: 'from: "Fri 18:00", until: "07:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:47 freezes.quiet is from "Fri 18:00" until "07:00", which is no window.',
    ],
    [
      'a freeze that ends as it begins',
      { freeze: 'from: "18:00", until: "18:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:43 freezes.quiet is from "18:00" until "18:00", which is no window.',
    ],
    [
      'a freeze that ends before it begins',
      { freeze: 'from: "2026-12-20 18:00", until: "2026-12-20 07:00", timeZone: UTC, environments: [live]' },
      'config-freeze-ends 8:54 freezes.quiet is from "2026-12-20 18:00" until "2026-12-20 07:00"',
    ],
    [
      'a freeze in a zone that is none',
      { freeze: 'from: "18:00", until: "07:00", timeZone: Melbourne, environments: [live]' },
      'config-value 8:62 freezes.quiet.timeZone is "Melbourne", but must be a time zone such as',
    ],
  ])('is refused: %s', (_rule, additions, expected) => {
    expect(toldOfConfig(exampleYaml(additions))).toContainEqual(expect.stringContaining(expected));
  });
});
