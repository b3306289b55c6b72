import type { Workplace } from '../../ports/terraform.ts';
import { containerCommand, nativeCommand } from './commands.ts';

const where = { stack: '/run/tree/src/app', folder: '/run', data: '/data' } as Workplace;
const env = {
  PATH: '/bin',
  HOME: '/home/jenkins',
  TF_VAR_region: 'eu',
  TF_WORKSPACE: 'blue',
  TF_CLI_ARGS_plan: '-lock=false',
  TF_DATA_DIR: '/elsewhere',
  AWS_PROFILE: 'live',
  AWS_CONFIG_FILE: '/home/jenkins/aws',
  JENKINS_SERVER_COOKIE: 'durable-1',
  JENKINS_NODE_COOKIE: 'node-1',
  HUDSON_COOKIE: 'c',
  UNDEFINED: undefined,
};

test('a native Terraform gets the environment but what would change its plan, and what Jenkins would find and kill it by', () => {
  const command = nativeCommand('terraform', env)(['plan', '-var=a=b c'], where);
  expect(command).toEqual({
    program: 'terraform',
    words: ['plan', '-var=a=b c'],
    env: {
      PATH: '/bin',
      HOME: '/home/jenkins',
      TF_VAR_region: 'eu',
      TF_WORKSPACE: 'blue',
      AWS_PROFILE: 'live',
      AWS_CONFIG_FILE: '/home/jenkins/aws',
      UNDEFINED: undefined,
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      CHECKPOINT_DISABLE: '1',
      TF_DATA_DIR: '/data',
    },
  });
});

test('a container gets variables by name only, and none that names a file outside it', () => {
  const place = { image: 'x:1.2.3', root: '/tree', user: '', credentials: '' };
  const { words } = containerCommand(place, env)(['plan'], where);
  expect(words.filter((word) => word.startsWith('--env='))).toEqual([
    '--env=AWS_PROFILE',
    '--env=CHECKPOINT_DISABLE',
    '--env=TF_DATA_DIR',
    '--env=TF_INPUT',
    '--env=TF_IN_AUTOMATION',
    '--env=TF_VAR_region',
    '--env=TF_WORKSPACE',
    '--env=HOME=/tmp',
  ]);
  expect(words.some((word) => word.startsWith('--user') || word.includes('/aws'))).toBe(false);
});
