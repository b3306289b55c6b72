import { rmSync } from 'node:fs';
import { AwsError } from '../../ts/rehearsal/aws/protocol/aws-error.ts';
import { arrangeWorkspace, type Workspace } from './bad-input-workspace.ts';
import { snapshot } from './snapshot.ts';
import { Team } from './team.ts';

/**
 * Whatever is wrong with what the program is given, or with the world around it: it says so by code, ends with the code's exit code,
 * prints no answer, and leaves every file as it was.
 */
let team: Team;
let workspace: Workspace;
beforeAll(async () => {
  team = await Team.start();
  workspace = await arrangeWorkspace(team);
}, 60_000);
afterAll(async () => {
  await workspace.close();
  await team.close();
});

/** Words after `ecs-promote`, the exit code, the problems' codes, and what is special in the environment. */
type Case = readonly [
  words: string,
  code: number,
  codes: readonly string[],
  env?: Readonly<Record<string, string>>,
];

/** Nothing listens on the first port. */
const nowhere = 'http://127.0.0.1:1/';
const noAws = { AWS_ENDPOINT_URL: nowhere };
const invalidKey = { AWS_ACCESS_KEY_ID: 'AKIAINVALID' };
const expiredKey = { AWS_ACCESS_KEY_ID: 'AKIAEXPIRED' };
const otherAccount = { AWS_ACCESS_KEY_ID: 'AKIA210987654321AAAA' };
const noKey = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';
const record = 'service-env record --service service1';

const cases: readonly Case[] = [
  ['', 2, ['usage-no-step']],
  ['promte --environment test', 2, ['usage-unknown-step']],

  ['display-name --repo absent', 4, ['git-folder-missing']],
  ['display-name --repo ../home', 4, ['git-not-a-repository']],
  ['display-name --repo promotion.yaml', 4, ['git-folder-missing']],
  ['display-name --whole-mesage', 2, ['usage-unknown-flag']],
  ['display-name', 6, ['git-missing'], { PATH: '/nonexistent' }],

  [`${record} --build 7 --image ${registry}/service1`, 4, ['ecr-image-missing']],
  [`${record} --build 90 --image ${registry}/service9`, 4, ['ecr-repository-missing']],
  [`${record} --build 90 --image docker.io/service1`, 4, ['ecr-not-a-repository']],
  [`${record} --build 90 --image ${registry}/service1`, 6, ['aws-unreachable'], noAws],
  [`${record} --build 90 --image ${registry}/service1`, 6, ['aws-credentials-refused'], invalidKey],
  [`${record} --build 90 --image ${registry}/service1`, 6, ['aws-credentials-expired'], expiredKey],
  [`${record} --build 90 --image ${registry}/service1`, 6, ['aws-credentials-missing'], noKey],
  [`${record} --build 90 --image ${registry}/service1 --repo absent`, 4, ['git-folder-missing']],
  [`${record} --build 90 --image ${registry}/service1 --out promotion.yaml`, 6, ['file-unwritable']],
  [`${record} --build ninety --image ${registry}/service1`, 2, ['usage-bad-value']],

  ['service-env write --service s1 path=x', 4, ['service-env-name']],
  ['service-env write --service s1 PATH=x', 4, ['service-env-reserved-name']],
  ['service-env write --service ../s1 S1_BUILD=1', 2, ['service-env-service-name']],
  ['service-env write --service s1', 2, ['usage-missing']],
  ['service-env write --service s1 --out promotion.yaml S1_BUILD=1', 6, ['file-unwritable']],

  ['service-env read absent.groovy', 4, ['file-missing']],
  ['service-env read bad', 4, ['file-unreadable']],
  ['service-env read bad/code.env.groovy', 4, ['service-env-syntax']],
  ['service-env read bad/latin1.env.groovy', 4, ['file-not-utf-8']],
  ['service-env read bad/code.env.groovy absent.groovy', 4, ['service-env-syntax', 'file-missing']],

  ['choices deploy-test --jenkins-home absent', 4, ['jenkins-home-missing']],
  ['choices deploy-test --jenkins-home promotion.yaml', 4, ['jenkins-home-missing']],
  ['choices deploy-tset --jenkins-home jenkins-home', 4, ['jenkins-job-missing']],
  ['choices ../secrets --jenkins-home jenkins-home', 2, ['jenkins-bad-job-name']],
  ['choices deploy-test', 2, ['choices-one-source']],
  ['choices deploy-test --jenkins-home jenkins-home --jenkins-url http://x/', 2, ['choices-one-source']],
  [`choices deploy-test --jenkins-url ${nowhere}`, 6, ['jenkins-unreachable']],
  ['choices deploy-test --jenkins-url ftp://x/', 2, ['jenkins-bad-url']],
  [`choices deploy-test --jenkins-url ${nowhere}`, 2, ['jenkins-half-credentials'], { JENKINS_TOKEN: 't' }],
  ['choices deploy-test --jenkins-url JENKINS/401', 6, ['jenkins-unauthorized']],
  ['choices deploy-test --jenkins-url JENKINS/html', 6, ['jenkins-not-json']],

  ['release create --import import --config absent.yaml', 4, ['config-missing']],
  ['release create --import import --config bad', 4, ['file-unreadable']],
  ['release create --import import --config bad/malformed.yaml', 4, ['config-yaml']],
  ['release create --import absent', 4, ['release-artifacts-missing']],
  ['release create --import promotion.yaml', 4, ['release-artifacts-missing']],
  ['release create --import bad/import', 4, ['service-env-syntax', 'release-artifact-incomplete']],
  ['release create --import import --parent absent.json', 4, ['file-missing']],
  ['release create --import import --parent bad/malformed.json', 4, ['release-json']],
  [
    'release create --parent release.json --only service9 --import import',
    4,
    ['release-only-unknown-service'],
  ],
  ['release create --parent release.json --override service9=x', 4, ['release-override-unknown-service']],
  ['release create --only service1 --import import', 2, ['release-needs-parent']],
  ['release create', 2, ['release-nothing-given']],
  ['release create --import import --out promotion.yaml/release.json', 6, ['file-unwritable']],

  ['release show absent.json', 4, ['file-missing']],
  ['release show bad', 4, ['file-unreadable']],
  ['release show bad/malformed.json', 4, ['release-json']],
  ['release show bad/pretty.json', 4, ['release-not-canonical']],
  ['release show bad/unknown-key.json', 4, ['release-unknown-key']],
  ['release diff release.json', 2, ['usage-bad-value']],
  ['release diff release.json absent.json', 4, ['file-missing']],
  ['release diff bad/malformed.json absent.json', 4, ['release-json', 'file-missing']],
  ['release lineage', 2, ['release-nothing-to-check']],
  ['release lineage --dir absent', 4, ['file-unreadable']],
  ['release lineage --dir import', 2, ['release-nothing-to-check']],
  ['release lineage bad/malformed.json', 4, ['release-json']],
  ['release lineage --environment live', 2, ['lineage-archive-unnamed']],
  ['release lineage --environment live --archive import --dir import', 2, ['lineage-two-ways']],
  ['release lineage --environment prod --archive import', 3, ['lineage-nothing-runs']],
  ['release lineage --environment test --archive import --ledger bad/ledger', 3, ['lineage-altered']],
  ['release lineage --environment test --archive import --config absent.yaml', 4, ['config-missing']],
  ['release lineage --environment test --archive import --noted test', 2, ['usage-bad-value']],

  ['audit --environment prod', 2, ['ledger-environment-unknown']],
  ['audit --since yesterday', 2, ['usage-bad-value']],
  ['audit --since 2026-02-31T25:00:00Z', 2, ['usage-bad-value']],
  ['audit --ledger bad/ledger', 4, ['ledger-fact-unreadable']],
  ['audit --config bad/malformed.yaml', 4, ['config-yaml']],

  ['init --region eu-west-1', 4, ['init-no-services', 'init-no-environments']],
  ['init --service web --environment test', 2, ['init-no-region']],
  ['init --from absent --region eu-west-1', 4, ['file-unreadable']],
  ['init --service we{b} --environment test --region eu-west-1', 2, ['usage-bad-value']],
  ['init --cluster shop-live --cluster pay-live --region eu-west-1', 2, ['init-two-clusters']],
  ['init --environment live=shop@/moon', 2, ['usage-bad-value']],
  ['init --cluster absent --region ap-southeast-2', 6, ['ecs-cluster-not-found']],
  ['init --cluster appcluster-test --region ap-southeast-2', 6, ['aws-unreachable'], noAws],
  ['init --cluster appcluster-test --region ap-southeast-2', 6, ['aws-credentials-missing'], noKey],

  ['rehearse --out bad', 2, ['rehearse-folder-in-use']],
  ['rehearse --fault crash-loop', 2, ['rehearse-fault-and-environment']],
  ['rehearse', 6, ['git-missing'], { PATH: '/nonexistent' }],
  ['rehearse --fault bad-luck --environment beta', 2, ['usage-bad-value']],
];

/** What holds for every step that needs configuration, ledger and AWS. */
const ofPromotions = (step: string): readonly Case[] => [
  [`${step} --conifg promotion.yaml`, 2, ['usage-unknown-flag']],
  [`${step} --config absent.yaml`, 4, ['config-missing']],
  [`${step} --config bad`, 4, ['file-unreadable']],
  [`${step} --config bad/malformed.yaml`, 4, ['config-yaml']],
  [`${step} --config bad/empty.yaml`, 4, ['config-empty']],
  [
    `${step} --config bad/unknown-key.yaml`,
    4,
    ['config-unknown-key', 'config-value', 'config-promotes-from-unknown'],
  ],
  [`${step} --config ../outside.yaml`, 4, ['ledger-not-configured']],
  [`${step} --ledger ../absent.git#ledger`, 6, ['ledger-unreachable']],
  [`${step} --ledger ssh://git@127.0.0.1:1/x.git#ledger`, 6, ['ledger-unreachable']],
  [`${step} --ledger ftp://x/`, 4, ['ledger-address-unknown']],
  [`${step} --ledger s3://bucket/ledger`, 4, ['ledger-bucket-missing']],
  [`${step} --ledger promotion.yaml`, 6, ['ledger-directory-unusable']],
  [`${step} --ledger bad/ledger`, 4, ['ledger-fact-unreadable']],
];

const ofAws = (step: string): readonly Case[] => [
  [`${step} --environment prod`, 4, ['plan-unknown-environment']],
  [`${step} --environment test`, 6, ['aws-unreachable'], noAws],
  [`${step} --environment test`, 6, ['aws-credentials-refused'], invalidKey],
  [`${step} --environment test`, 6, ['aws-credentials-expired'], expiredKey],
  [`${step} --environment test`, 6, ['aws-credentials-missing'], noKey],
  [`${step} --environment test`, 4, ['aws-wrong-account'], otherAccount],
  [`${step} --environment test`, 6, ['clock-unreachable'], { ECS_PROMOTE_CLOCK_URL: nowhere }],
  [`${step} --environment nowhere`, 6, ['ecs-cluster-not-found']],
];

const ofReleases = (step: string): readonly Case[] => [
  [`${step} --environment test --release absent.json`, 2, ['promote-release-not-found']],
  [`${step} --environment test --release 4f2c1a9`, 2, ['promote-release-not-found']],
  [`${step} --environment test --release AMBIGUOUS --ledger ledger`, 2, ['promote-release-ambiguous']],
  [`${step} --environment test --release bad`, 4, ['file-unreadable']],
  [`${step} --environment test --release bad/malformed.json`, 4, ['release-json']],
  [`${step} --environment test --release bad/stranger.json`, 4, ['plan-unknown-service']],
  [`${step} --environment test --release bad/unpushed.json`, 3, ['gate-image-missing']],
  [
    `${step} --environment test --release release.json --config configs/terraform.yaml`,
    4,
    ['orchestrate-root'],
  ],
  [
    `${step} --environment test --release release.json --config configs/code-deploy.yaml`,
    4,
    ['plan-controller', 'plan-controller'],
  ],
  [`${step} --environment test --release release.json --config configs/second.yaml`, 3, ['gate-order']],
  [
    `${step} --environment test --release release.json --config configs/check.yaml`,
    3,
    ['gate-prerequisite-check'],
  ],
];

const releaseJson = '--release release.json';
const all: readonly Case[] = [
  ...cases,
  ...ofPromotions('status'),
  ['status --environment prod', 4, ['plan-unknown-environment']],
  ['diff test release.json --config absent.yaml', 4, ['config-missing']],
  ['diff test', 2, ['usage-bad-value']],
  ['diff test@runing release.json', 2, ['changes-moment-unknown']],
  ['diff prod release.json', 2, ['changes-state-unknown']],
  ['diff AMBIGUOUS release.json --ledger ledger', 2, ['promote-release-ambiguous']],
  ['diff test bad/malformed.json', 4, ['release-json']],
  ['diff test release.json --clone service9=.', 2, ['changes-clone-of-nobody']],
  ['diff test release.json --markdown promotion.yaml/changes.md', 6, ['file-unwritable']],
  ['diff test@running release.json', 6, ['aws-unreachable'], noAws],
  ['board --days 0', 2, ['usage-bad-value']],
  ['board --config absent.yaml', 4, ['config-missing']],
  ['board --ledger bad/ledger', 4, ['ledger-fact-unreadable']],
  ['board --out promotion.yaml', 6, ['file-unwritable']],
  ...['plan', 'promote'].flatMap((step) => [
    ...ofPromotions(`${step} ${releaseJson} --environment test`),
    ...ofAws(`${step} ${releaseJson}`),
    ...ofReleases(step),
  ]),
  ['promote --release release.json --environment test --approved-plan abc', 3, ['plan-not-the-approved-one']],
  ['promote --release release.json --environment test --answer continue', 2, ['plan-answer-incomplete']],
  [
    'promote --release release.json --environment test --answer continue --question 1f0e2a9b44c1',
    3,
    ['plan-not-the-question'],
  ],
  ...ofPromotions('rollback --reason late --environment test'),
  ['rollback --environment test', 2, ['usage-missing']],
  ['rollback --environment test --reason late', 2, ['promote-nothing-to-go-back-to']],
  ['rollback --environment test --reason late --release release.json', 3, ['promote-not-verified-here']],
  [
    'promote --release release.json --environment test --config configs/approval.yaml',
    3,
    ['plan-approval-missing'],
  ],
  ['promote --release release.json --environment test --out promotion.yaml', 6, ['file-unwritable']],
  ['promote --release release.json --environment test --out promotion.yaml/output', 6, ['file-unwritable']],
  ['restart --environment test --out promotion.yaml', 6, ['file-unwritable']],
  ...ofPromotions('restart --environment test'),
  ['restart --environment test', 2, ['promote-nothing-to-restart']],
  ['due --config absent.yaml', 4, ['config-missing']],
  ['due --memory bad/malformed.json', 4, ['due-memory']],
  ['due --memory promotion.yaml/due.json', 6, ['file-unwritable']],
  ['doctor --environment prod', 4, ['plan-unknown-environment']],
  ['doctor --on toaster', 2, ['usage-bad-value']],
];

async function expectRefused([words, code, codes, env]: Case): Promise<void> {
  rmSync(team.resultFile, { force: true });
  const before = snapshot(team.world.dir, team.resultFile);
  const { code: ended, stdout, stderr } = await team.run(workspace.wordsOf(words), env);
  const told = [...stderr.matchAll(/^error (\S+)/gm)].map(([, each]) => each);
  expect({ told, ended }).toEqual({ told: codes, ended: code });
  expect(team.result()).toMatchObject({
    ok: false,
    exitCode: code,
    problems: codes.map((each) => ({ code: each })),
  });
  // A step that has an answer to give although it refuses, gives it.
  if (team.result()['output'] === null) expect(stdout).toBe('');
  expect(snapshot(team.world.dir, team.resultFile)).toEqual(before);
  expect(changes()).toBe(workspace.changes);
}

/** Calls that change something in AWS. */
function changes(): number {
  return ['RegisterTaskDefinition', 'UpdateService', 'PutImage'].reduce(
    (sum, operation) => sum + team.world.calls(operation),
    0,
  );
}

test.each(
  all.map((each) => [each[0], each[2].join(', '), Object.keys(each[3] ?? {}).join(', '), each] as const),
)('%s → %s %s', (_words, _codes, _env, each) => expectRefused(each));

test.each(['plan', 'promote'])('%s that AWS denies an action → aws-access-denied', async (step) => {
  const refusal = jest
    .spyOn(team.world.emulator.faults, 'refusal')
    .mockImplementation(({ operation }) =>
      operation === 'DescribeServices'
        ? new AwsError(
            'AccessDeniedException',
            'User: arn:aws:iam::123456789012:user/jenkins is not authorized to perform: ecs:DescribeServices on resource: * because no identity-based policy allows the ecs:DescribeServices action',
          )
        : undefined,
    );
  await expectRefused([`${step} --release release.json --environment test`, 6, ['aws-access-denied']]);
  refusal.mockRestore();
});
