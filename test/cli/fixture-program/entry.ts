import { besides } from '../../../ts/cli/installation.ts';
import { start } from '../../../ts/cli/start.ts';
import { runners } from './runners.ts';
import { steps } from './steps.ts';

const none = besides(__dirname, 'absent.cjs');

start({
  steps,
  runners: { core: () => runners, aws: none, rehearsal: none },
  version: '1.2.3+test',
  origin: 'fixture',
});
