import type { Files } from './told-line.ts';

/** What somebody does to archived records, and what the proof has to name. */
export interface Alteration {
  readonly does: string;
  readonly to: (files: Map<string, Buffer>) => void;
  /** As the proof calls it; a pattern where the name depends on a hash. */
  readonly file: string | RegExp;
  /** The field, where it can be known. */
  readonly field?: string | RegExp;
}

const archive = (job: string, number: number, name: string): string =>
  `home/jobs/${job}/builds/${number}/archive/output/${name}`;

/** The fact of that place in an environment's chain, from 0: intent, verification, outcome; and so on. */
export function factAt(files: Files, environment: string, index: number): string {
  const found = [...files.keys()]
    .filter((path) => new RegExp(`^ledger/${environment}/[^.]`).test(path))
    .sort()[index];
  if (found === undefined) throw new Error(`${environment} has no fact ${index}`);
  return found;
}

/** Replaces the first occurrence; one that is not there would alter nothing. */
function put(path: string, from: string, to: string): Alteration['to'] {
  return (files) => {
    const text = textOf(files, path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    files.set(path, Buffer.from(text.replace(from, () => to)));
  };
}

function inFact(environment: string, index: number, from: string, to: string): Alteration['to'] {
  return (files) => {
    put(factAt(files, environment, index), from, to)(files);
  };
}

function textOf(files: Files, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`${path} is not there`);
  return bytes.toString('utf8');
}

function without(path: string): Alteration['to'] {
  return (files) => {
    if (!files.delete(path)) throw new Error(`${path} is not there`);
  };
}

function swap(a: string, b: string): Alteration['to'] {
  return (files) => {
    const [first, second] = [files.get(a), files.get(b)];
    if (!first || !second) throw new Error('nothing to swap');
    files.set(a, second);
    files.set(b, first);
  };
}

/** The fingerprint that holds these texts. */
function inFingerprint(holding: readonly string[], from: string, to: string | null): Alteration['to'] {
  return (files) => {
    const path = [...files.keys()].find(
      (one) =>
        one.startsWith('home/fingerprints/') && holding.every((text) => textOf(files, one).includes(text)),
    );
    if (path === undefined) throw new Error(`no fingerprint holds ${holding.join(' and ')}`);
    if (to === null) files.delete(path);
    else put(path, from, to)(files);
  };
}

const live = archive('deploy-live', 2, 'promotion.json');
const liveRelease = archive('deploy-live', 2, 'release.json');
const ofService1 = archive('service1-build', 91, 'service1.env.groovy');
const ofLive = [
  '<fileName>promotion.json</fileName>',
  '<string>deploy-live</string>\n      <ranges>2</ranges>',
];
const fact = /^live\/\w{26}\.json$/;

/** Each is one byte, one field or one file; builds 2 brought what runs now, build 3 of deploy-live restarted it. */
export const alterations: readonly Alteration[] = [
  // release.json
  {
    does: 'another build number in a release',
    to: put(liveRelease, '"build":91', '"build":92'),
    file: 'deploy-live #2 release.json',
    field: 'services.service1.build',
  },
  {
    does: 'another digest in a release',
    to: put(liveRelease, 'sha256:', 'sha256:f'),
    file: 'deploy-live #2 release.json',
    field: 'services.service1.digest',
  },
  {
    does: 'another commit in a release',
    to: put(archive('deploy-beta', 2, 'release.json'), '"commit":"c', '"commit":"d'),
    file: 'deploy-beta #2 release.json',
    field: 'services.service1.commit',
  },
  {
    does: 'another message in a release',
    to: put(archive('deploy-test', 2, 'release.json'), 'Change 91', 'Change 19'),
    file: 'deploy-test #2 release.json',
    field: 'services.service1.subject',
  },
  {
    does: 'another parent of a release',
    to: put(liveRelease, '"parent":"', '"parent":"0'),
    file: 'deploy-live #2 release.json',
    field: 'parent',
  },
  {
    does: 'a line break behind a release',
    to: put(liveRelease, '"version":1}', '"version":1}\n'),
    file: 'deploy-live #2 release.json',
    field: 'the bytes',
  },
  {
    does: 'a blank in a release',
    to: put(archive('deploy-staging', 2, 'release.json'), '"parent":', '"parent": '),
    file: 'deploy-staging #2 release.json',
    field: 'the bytes',
  },
  { does: 'a release taken away', to: without(liveRelease), file: 'deploy-live #2 release.json' },
  {
    does: 'the release of an earlier build in its place',
    to: swap(liveRelease, archive('deploy-live', 1, 'release.json')),
    file: 'deploy-live #2 release.json',
    field: /^(parent|services\.service1)/,
  },
  // promotion.json
  {
    does: 'another approver in a record',
    to: put(live, '"rita"', '"mallory"'),
    file: 'deploy-live #2 promotion.json',
    field: 'approvedBy[0]',
  },
  {
    does: 'another requester in a record',
    to: put(live, '"name": "anna"', '"name": "bob"'),
    file: 'deploy-live #2 promotion.json',
    field: 'by.name',
  },
  {
    does: 'another approved plan in a record',
    to: put(live, '"approvedPlan": "', '"approvedPlan": "0'),
    file: 'deploy-live #2 promotion.json',
    field: 'approvedPlan',
  },
  {
    does: 'another plan hash in a record',
    to: put(live, '"planHash": "', '"planHash": "0'),
    file: 'deploy-live #2 promotion.json',
    field: 'planHash',
  },
  {
    does: 'another result in a record',
    to: put(archive('deploy-beta', 2, 'promotion.json'), '"result": "verified"', '"result": "failed"'),
    file: 'deploy-beta #2 promotion.json',
    field: 'result',
  },
  {
    does: 'more tasks in the proof of a record',
    to: put(archive('deploy-staging', 2, 'promotion.json'), '"tasks": 2', '"tasks": 9'),
    file: 'deploy-staging #2 promotion.json',
    field: 'proof[0].tasks',
  },
  {
    does: 'another end in a record, which only its hash tells',
    to: put(live, '"endedAt": "2026', '"endedAt": "2025'),
    file: 'deploy-live #2 promotion.json',
    field: /^one of .*endedAt/,
  },
  {
    does: 'another layout of a record',
    to: put(live, '  "version": 1', '   "version": 1'),
    file: 'deploy-live #2 promotion.json',
    field: 'the layout',
  },
  {
    does: 'a record that ends too early',
    to: put(live, '\n}\n', '\n'),
    file: 'deploy-live #2 promotion.json',
    field: 'the text',
  },
  {
    does: 'a record taken away',
    to: without(archive('deploy-test', 2, 'promotion.json')),
    file: 'deploy-test #2 promotion.json',
  },
  {
    does: 'the record of the restart in its place',
    to: swap(live, archive('deploy-live', 3, 'promotion.json')),
    file: 'deploy-live #2 promotion.json',
    field: 'promotion',
  },
  // env artifacts
  {
    does: 'another number in a build’s artifact',
    to: put(ofService1, 'SERVICE1_BUILD=91', 'SERVICE1_BUILD=90'),
    file: 'service1-build #91 service1.env.groovy',
    field: 'SERVICE1_BUILD',
  },
  {
    does: 'another digest in a build’s artifact',
    to: put(ofService1, "DIGEST='sha256:", "DIGEST='sha256:0"),
    file: 'service1-build #91 service1.env.groovy',
    field: 'SERVICE1_DIGEST',
  },
  {
    does: 'another message in a build’s artifact',
    to: put(ofService1, 'Change 91', 'Change 19'),
    file: 'service1-build #91 service1.env.groovy',
    field: 'SERVICE1_COMMIT_MSG',
  },
  {
    does: 'a blank line in a build’s artifact',
    to: put(ofService1, '\n', '\n\n'),
    file: 'service1-build #91 service1.env.groovy',
    field: 'the layout',
  },
  {
    does: 'another variable in a build’s artifact',
    to: put(ofService1, 'env.SERVICE1_BUILD', 'env.DEBUG=1\nenv.SERVICE1_BUILD'),
    file: 'service1-build #91 service1.env.groovy',
    field: 'DEBUG',
  },
  {
    does: 'a program in a build’s artifact',
    to: put(ofService1, 'env.SERVICE1_BUILD', 'x();env.SERVICE1_BUILD'),
    file: 'service1-build #91 service1.env.groovy',
    field: 'the text',
  },
  {
    does: 'another commit in what Live handed on',
    to: put(archive('deploy-live', 2, 'service1.env.groovy'), "COMMIT='c", "COMMIT='d"),
    file: 'deploy-live #2 service1.env.groovy',
    field: 'SERVICE1_COMMIT',
  },
  {
    does: 'an artifact taken away',
    to: without(archive('service2-build', 41, 'service2.env.groovy')),
    file: 'service2-build #41 service2.env.groovy',
  },
  {
    does: 'the artifact of another build in its place',
    to: swap(ofService1, archive('service1-build', 90, 'service1.env.groovy')),
    file: 'service1-build #91 service1.env.groovy',
    field: 'SERVICE1_BUILD',
  },
  // facts
  {
    does: 'another approver in a fact',
    to: inFact('live', 3, '"approvedBy":["rita"]', '"approvedBy":["sam"]'),
    file: fact,
    field: 'the content',
  },
  {
    does: 'another time in the newest fact',
    to: inFact('live', 8, '"at":"2026', '"at":"2025'),
    file: fact,
    field: 'the content',
  },
  {
    does: 'another person in the newest fact of Test',
    to: inFact('test', 5, '"name":"anna"', '"name":"bob"'),
    file: /^test\//,
    field: 'the content',
  },
  {
    does: 'a plan in a fact that is not the approved one',
    to: inFact('live', 3, '"build":91', '"build":90'),
    file: fact,
    field: 'the content',
  },
  {
    does: 'a blank in a fact',
    to: inFact('beta', 4, '{"at"', '{ "at"'),
    file: /^beta\//,
    field: 'the layout',
  },
  {
    does: 'a fact that is no JSON',
    to: inFact('staging', 4, '{', ''),
    file: /^staging\//,
    field: 'the text',
  },
  {
    does: 'a member that facts do not have',
    to: inFact('live', 4, '{"at"', '{"a":1,"at"'),
    file: fact,
    field: 'the text',
  },
  {
    does: 'a fact in the middle taken away',
    to: (files) => {
      without(factAt(files, 'live', 4))(files);
    },
    file: /^a fact between live\/\w+\.json and live\//,
  },
  {
    does: 'the first fact taken away',
    to: (files) => {
      without(factAt(files, 'test', 0))(files);
    },
    file: /^a fact between the beginning and test\//,
  },
  {
    does: 'the newest fact of Staging taken away',
    to: (files) => {
      without(factAt(files, 'staging', 5))(files);
    },
    file: /^the fact of staging with the SHA-256 \w{64}$/,
  },
  {
    does: 'two facts swapped',
    to: (files) => {
      swap(factAt(files, 'live', 4), factAt(files, 'live', 5))(files);
    },
    file: fact,
    field: 'id',
  },
  {
    does: 'a fact of another environment',
    to: (files) => {
      const path = factAt(files, 'beta', 4);
      files.set(path.replace('beta', 'live'), files.get(path) ?? Buffer.alloc(0));
    },
    file: fact,
    field: 'environment',
  },
  // evidence
  {
    does: 'a digit in the evidence',
    to: put(archive('deploy-test', 2, 'evidence/service1/deployment.json'), '2026', '2025'),
    file: 'deploy-test #2 evidence/service1/deployment.json',
    field: 'the bytes',
  },
  {
    does: 'evidence taken away',
    to: without(archive('deploy-test', 2, 'evidence/service1/deployment.json')),
    file: 'deploy-test #2 evidence/service1/deployment.json',
  },
  {
    does: 'a line less in the timeline',
    to: put(archive('deploy-live', 3, 'evidence/timeline-20261005T081134Z.txt'), '\n', ''),
    file: /^deploy-live #3 evidence\/timeline-/,
    field: 'the bytes',
  },
  // fingerprints
  {
    does: 'another maker in a fingerprint',
    to: inFingerprint(
      ['<name>service1-build</name>\n    <number>91</number>'],
      '<name>service1-build</name>',
      '<name>mallory-build</name>',
    ),
    file: /^fingerprints\//,
    field: 'original',
  },
  {
    does: 'another MD5 in a fingerprint',
    to: inFingerprint(ofLive, '<md5sum>', '<md5sum>0'),
    file: /^fingerprints\//,
    field: 'the text',
  },
  {
    does: 'other builds in a fingerprint',
    to: inFingerprint(
      ['<string>deploy-staging</string>\n      <ranges>2</ranges>'],
      '<ranges>2</ranges>',
      '<ranges>7</ranges>',
    ),
    file: /^fingerprints\//,
    field: 'usages',
  },
  {
    does: 'another file’s name in a fingerprint',
    to: inFingerprint(ofLive, '<fileName>', '<fileName>x'),
    file: /^fingerprints\//,
    field: 'fileName',
  },
  {
    does: 'a fingerprint taken away',
    to: inFingerprint(['<string>deploy-beta</string>\n      <ranges>2</ranges>'], '', null),
    file: /^fingerprints\//,
  },
];
