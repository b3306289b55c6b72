import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../program/built-program.ts';
import { textOf } from './pages.ts';

/** Whoever knows the two articles and their repositories looks for the words that stand there. */
const page = 'docs/from-the-samples.md';
const text = textOf(page);

const ofTheSamples = [
  // service1
  ...[
    'GitSCM',
    'poll: true',
    'MessageExclusion',
    'yarn',
    'setDisplayName',
    'git log -1 --no-merges --format=%B',
    'docker build',
    'docker tag',
    ':latest',
  ],
  ...['docker push', 'env.BUILD_NUMBER', 'env.SERVICE1_BUILD', '_COMMIT_MSG', 'output/service1.env.groovy'],
  'archiveArtifacts',
  // deploy-test
  ...[
    'CopyArtifact',
    'StatusBuildSelector',
    'fingerprintArtifacts',
    'flatten',
    'import',
    'load "import/service1.env.groovy"',
  ],
  ...[
    './orchestrate init',
    './orchestrate apply',
    '-var service1-build=${env.SERVICE1_BUILD}',
    'currentBuild.displayName',
  ],
  // deploy-upstream
  ...['UPSTREAM_PROJECT', 'CLUSTER_NAME', 'BUILD_TO_DEPLOY', 'SpecificBuildSelector', 'getBuildNumber'],
  ...['SERVICE1_BUILD_OVERRIDE', 'setEnvUpstreamBuild', 'CONFIRM_DEPLOY', 'validateLiveBuild'],
  ...['Extensible Choice', 'overThresholdOnly', '${it.number}-${it.displayName}'],
  // destroy-test, backup, Slack
  ...['8 PM', './orchestrate destroy', '-force', 'BackupToS3', '--sse aws:kms', 'notifyBuild', 'slackSend'],
  ...['STARTED', 'SUCCESSFUL', 'FAILED'],
  // Jenkins
  ...['Docker container', 'private subnet', 'security groups', 'network ACLs', 'load balancer', 'EC2 plugin'],
  ...['AMI', 'Packer', 'idle timeout', 'executor', 'instance profile'],
  // Terraform
  ...[
    '[tf cmd] [stack-name] [region]',
    'tf-config.tf',
    'variables.tfvars',
    'src/modules',
    'task-definition.tpl',
  ],
  ...['BUILD', 'template_file', 'TF_USER', 'bastion.pem', 'init global', 'appcluster'],
  // the environments
  ...['Test', 'Beta', 'Staging', 'Live', 'Sandbox', 'another DNS name', 'database'],
];

const ofTheCodePipelineArticle = [
  ...[
    'VPC',
    'three subnets',
    'internet gateway',
    'routes',
    'load balancer',
    'target groups',
    'health check',
    'listener',
  ],
  ...[
    'ECR repository',
    'log group',
    'container definition',
    'execution role',
    'task role',
    'Fargate',
    'CODE_DEPLOY',
  ],
  ...[
    'depends_on',
    'CodePipeline',
    'bucket',
    'OAuthToken',
    'github_token',
    'CodeBuild',
    'buildspec.yml',
    'jq',
  ],
  ...['aws ecr get-login', 'taskdef.json', 'appspec_template.yaml', 'appspec.yaml', 'envsubst', 'SUBNET_1'],
  ...['CodeDeployDefault.ECSAllAtOnce', 'CONTINUE_DEPLOYMENT', 'TERMINATE', 'CodeDeployToECS'],
  ...['TaskDefinitionTemplateArtifact', 'AppSpecTemplateArtifact', 'validation lambdas', 'one task'],
];

test.each([...ofTheSamples, ...ofTheCodePipelineArticle])('%s has its place in the guide', (term) => {
  expect(text.toLowerCase()).toContain(term.toLowerCase());
});

test('each of the samples’ Jenkinsfiles has its section, in their order', () => {
  const sections = [...text.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(sections).toEqual([
    'The build of a service',
    'deploy-test',
    'deploy-upstream',
    'destroy-test',
    'Backup',
    'Slack',
  ]);
});

test('each new Jenkinsfile is the one to copy, without its comment', () => {
  const shown = [...text.matchAll(/\]\(\.\.\/(jenkins\/pipelines\/\S+)\)[^`]*\n\n```groovy\n([^]*?)^```$/gm)];
  expect(shown.map(([, file]) => file)).toEqual(
    ['service-build', 'deploy-test', 'promote', 'rollback', 'destroy'].map(
      (name) => `jenkins/pipelines/${name}.Jenkinsfile`,
    ),
  );
  for (const [, file = '', block] of shown) {
    const lines = readFileSync(join(checkout, file), 'utf8').split('\n');
    expect(block).toBe(lines.filter((line) => !line.startsWith('//')).join('\n'));
  }
});

test('each row says what to delete', () => {
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (-+|what you did)/.test(line));
  expect(rows.length).toBeGreaterThan(50);
  const cells = rows.map((row) => row.split(' | ').map((cell) => cell.replaceAll('|', '').trim()));
  expect(cells.filter((row) => row.length !== 3 || row.includes(''))).toEqual([]);
});
