import type { Runners } from './host.ts';
import * as audit from './run/audit.ts';
import * as board from './run/board.ts';
import * as diagnose from './run/diagnose.ts';
import * as diff from './run/diff.ts';
import * as due from './run/due.ts';
import * as environmentDown from './run/environment-down.ts';
import * as environmentExtend from './run/environment-extend.ts';
import * as environmentList from './run/environment-list.ts';
import * as environmentUp from './run/environment-up.ts';
import * as ledgerVerify from './run/ledger-verify.ts';
import * as plan from './run/plan.ts';
import * as policy from './run/policy.ts';
import * as promote from './run/promote.ts';
import * as releaseLineage from './run/release-lineage.ts';
import * as renderAppspec from './run/render-appspec.ts';
import * as renderTaskdef from './run/render-taskdef.ts';
import * as restart from './run/restart.ts';
import * as revoke from './run/revoke.ts';
import * as rollback from './run/rollback.ts';
import * as schemaRecord from './run/schema-record.ts';
import * as serviceEnvCheck from './run/service-env-check.ts';
import * as serviceEnvRecord from './run/service-env-record.ts';
import * as status from './run/status.ts';
import * as stop from './run/stop.ts';
import * as verify from './run/verify.ts';

/**
 * Steps that talk to AWS; loaded by `entry-core.ts` from the file beside it. They need the same clients, so they are imported at
 * once: a lazy import would keep esbuild from dropping the operations that nobody calls, which is most of each client.
 */
export const runners: Runners = {
  'service-env check': () => Promise.resolve(serviceEnvCheck),
  'service-env record': () => Promise.resolve(serviceEnvRecord),
  plan: () => Promise.resolve(plan),
  verify: () => Promise.resolve(verify),
  promote: () => Promise.resolve(promote),
  restart: () => Promise.resolve(restart),
  rollback: () => Promise.resolve(rollback),
  revoke: () => Promise.resolve(revoke),
  stop: () => Promise.resolve(stop),
  status: () => Promise.resolve(status),
  'release lineage': () => Promise.resolve(releaseLineage),
  'ledger verify': () => Promise.resolve(ledgerVerify),
  audit: () => Promise.resolve(audit),
  diagnose: () => Promise.resolve(diagnose),
  diff: () => Promise.resolve(diff),
  'environment up': () => Promise.resolve(environmentUp),
  'environment down': () => Promise.resolve(environmentDown),
  'environment extend': () => Promise.resolve(environmentExtend),
  'environment list': () => Promise.resolve(environmentList),
  'render taskdef': () => Promise.resolve(renderTaskdef),
  'render appspec': () => Promise.resolve(renderAppspec),
  due: () => Promise.resolve(due),
  'schema record': () => Promise.resolve(schemaRecord),
  board: () => Promise.resolve(board),
  policy: () => Promise.resolve(policy),
};
