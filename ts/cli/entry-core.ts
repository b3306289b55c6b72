import { steps } from '../steps/catalogue.ts';
import type { Runners } from './host.ts';
import { besides, readVersion } from './installation.ts';
import { start } from './start.ts';

/** Steps that need no AWS client. Each module is evaluated only when its step is called. */
const runners: Runners = {
  'display-name': () => import('./run/display-name.ts'),
  'service-env write': () => import('./run/service-env-write.ts'),
  'service-env read': () => import('./run/service-env-read.ts'),
  choices: () => import('./run/choices.ts'),
  'release create': () => import('./run/release-create.ts'),
  'release sources': () => import('./run/release-sources.ts'),
  'release show': () => import('./run/release-show.ts'),
  'release diff': () => import('./run/release-diff.ts'),
  notify: () => import('./run/notify.ts'),
  orchestrate: () => import('./run/orchestrate.ts'),
  init: () => import('./run/init.ts'),
  jobs: () => import('./run/jobs.ts'),
  doctor: () => import('./run/doctor.ts'),
};

// Without this the AWS SDK writes to stderr which Node versions it will stop supporting when; an operator can do nothing about it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

start({
  steps,
  runners: {
    core: () => runners,
    aws: besides(__dirname, 'ecs-promote-aws.cjs'),
    rehearsal: besides(__dirname, 'ecs-promote-rehearsal.cjs'),
  },
  version: readVersion(__dirname),
  origin: __filename,
});
