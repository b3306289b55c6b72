import fc from 'fast-check';
import type { Approved } from './approval.ts';
import { wasRevoked } from './example.ts';
import { commands, type Command } from './testing/commands.ts';
import { minute, names, releaseOf } from './testing/forked-line.ts';
import { Oracle } from './testing/oracle.ts';
import { nobody, RealLine } from './testing/real-line.ts';

/**
 * Random sequences of promotions, approvals, revocations, stops, schemas, answers of a check, changed settings and hours that pass, on a
 * line that forks and meets again, through the gates and the ledger's own reading, against an oracle that keeps a few numbers. What the
 * gates let in, the oracle must allow; what it says must be let in, the gates must let in.
 */
class Walk {
  readonly #real = new RealLine();
  readonly #oracle = new Oracle();
  #approved: Approved = nobody;
  /** Codes of refusals, and what was let in. */
  readonly #seen: Set<string>;

  constructor(seen: Set<string>) {
    this.#seen = seen;
  }

  step(command: Command): void {
    const [real, oracle] = [this.#real, this.#oracle];
    switch (command.do) {
      case 'promote':
        this.#promote(command);
        break;
      case 'approve':
        this.#approve(command);
        break;
      case 'revoke':
        this.#revoke(command);
        break;
      case 'configure':
        this.#configure(command);
        break;
      case 'stop': {
        const { active, in: where } = command;
        real.write(where, { kind: 'stop', by: { name: 'anna' }, active, reason: 'because' });
        oracle.stopped[where] = active;
        break;
      }
      case 'wait':
        real.now += command.minutes * minute;
        break;
      case 'record': {
        const { schema: number } = command;
        real.write('live', { kind: 'schema', by: { name: 'flyway' }, schema: 'orders', number });
        oracle.schema = number;
        break;
      }
      case 'answer':
        real.open = command.open;
        oracle.open = command.open;
        break;
    }
    for (const name of names) expect(real.verified(name)).toBe(oracle.standing[name].at(-1)?.build ?? null);
  }

  #promote(command: Command & { do: 'promote' }): void {
    const { to, build: number, by, exceptions } = command;
    const [real, oracle] = [this.#real, this.#oracle];
    const refused = real.promote(to, number, by, exceptions, this.#approved);
    refused.forEach((code) => this.#seen.add(code));
    const open = oracle.gatesOpen(to, number, by, exceptions, real.now);
    const there = oracle.standing[to].at(-1)?.build === number && oracle.runs[to] === number;
    const asked =
      to === 'live' && !there ? oracle.approval(number, by, exceptions, real.now) : { may: true, must: true };
    const told = `${JSON.stringify(command)}: ${refused.join() || 'let in'}`;
    if (refused.length === 0) expect([told, open && asked.may]).toEqual([told, true]);
    else expect([told, open && asked.must]).toEqual([told, false]);
    if (refused.length > 0 || there) return;
    this.#seen.add(`${to}: let in${exceptions.map((name) => ` by ${name}`).join('')}`);
    if (to === 'live') this.#seen.add(`live: let in from ${oracle.fromAll ? 'all' : 'any'}`);
    oracle.letIn(to, number, real.now);
  }

  #approve({ build: number, by, exceptions, people }: Command & { do: 'approve' }): void {
    const { now } = this.#real;
    const plan = this.#real.planHash('live', number, by, exceptions);
    if (plan === null) return;
    this.#approved = { plan, by: people, at: now };
    const { changes, events } = this.#oracle;
    const asked = { build: number, by, exceptions: exceptions.join(), people };
    this.#oracle.approved = { ...asked, at: now, changes, events };
  }

  #revoke({ in: where, build: number }: Command & { do: 'revoke' }): void {
    if (this.#oracle.since(where, number) === null) return;
    this.#real.write(where, wasRevoked(releaseOf(number)));
    this.#oracle.takeBack(where, number);
  }

  #configure({ settleMinutes, fromAll }: Command & { do: 'configure' }): void {
    const { settings } = this.#real;
    const changed = settings.settleMinutes !== settleMinutes || settings.fromAll !== fromAll;
    this.#real.settings = { settleMinutes, fromAll };
    this.#oracle.configure(fromAll, changed);
  }
}

test('no sequence brings a release where a gate forbids it, and none is held that nothing forbids', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 25 }), (some) => {
      const walk = new Walk(seen);
      for (const command of some.flat()) walk.step(command);
    }),
    { numRuns: 400, seed: 20261127 },
  );
  // A sequence that meets no gate shows nothing of it.
  const wanted = [
    'gate-stopped',
    'gate-frozen',
    'gate-order',
    'gate-verified-upstream',
    'gate-soak',
    'gate-prerequisite-schema',
    'gate-prerequisite-check',
    'gate-overtaking',
    'gate-exception-nameless',
    'gate-no-hotfix',
    'plan-approval-missing',
    'plan-not-the-approved-one',
    'gate-approver-other',
    'gate-approver-requester',
    'gate-approvers-few',
    'gate-approval-expired',
    'live: let in',
    'live: let in by hotfix',
    'live: let in by freeze',
    'live: let in by older',
    'live: let in from all',
    'live: let in from any',
  ];
  expect(wanted.filter((code) => !seen.has(code))).toEqual([]);
});
