import { join } from 'node:path';
import { WorkspaceFiles } from '../../ts/adapters/files/workspace-files.ts';
import { directoryLedger } from '../../ts/adapters/ledger/directory.ts';
import { board } from '../../ts/app/board.ts';
import { longLedger } from '../../ts/core/board/testing/long-ledger.ts';

/**
 * One board in a process of its own, as a job makes it: from the ledger in `DIR/ledger`, whose files hold whole releases and plans and
 * whose chain is checked, to the files in `DIR/board`. Arguments: DIR, environments, services, and the time in milliseconds. Prints
 * seconds that passed and seconds of CPU time.
 */
const [dir = '', environments = '', services = '', time = ''] = process.argv.slice(2);
const { config } = longLedger({ environments: Number(environments), services: Number(services), records: 0 });
const clock = { now: () => Number(time), sleep: () => Promise.resolve() };
const ledger = directoryLedger(join(dir, 'ledger'), clock);

const began = performance.now();
const before = process.cpuUsage();
await board(
  config,
  { out: 'board', days: 90 },
  { ledger, clock, files: new WorkspaceFiles(dir), look: null },
);
const { user, system } = process.cpuUsage(before);
console.log(`${(performance.now() - began) / 1000} ${(user + system) / 1e6}`);
