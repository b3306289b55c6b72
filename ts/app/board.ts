import { boardOf, type Board } from '../core/board/board.ts';
import type { Live as Images } from '../core/board/live.ts';
import { boardFiles } from '../core/board/render/page.ts';
import type { Config, Environment } from '../core/config/config.ts';
import { existenceOf } from '../core/existence/existence.ts';
import type { Fact } from '../core/ledger/fact.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { Ledger } from '../ports/ledger.ts';
import { factsOf } from './situation.ts';
import type { Live } from './status.ts';

export interface BoardTools {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly files: Files;
  /** What runs in an environment; null: nobody looks. */
  readonly look: ((environment: Environment) => Promise<Live | { readonly unreachable: string }>) | null;
}

/** A file of the board as it was written. */
export interface Written {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Writes the board into a folder. The ledger is read once, and AWS is asked once for each environment that is there, where somebody
 * wants to look.
 *
 * @param days how far back measures and drawings look
 */
export async function board(
  config: Config,
  { out, days }: { readonly out: string; readonly days: number },
  { ledger, clock, files, look }: BoardTools,
): Promise<{ readonly board: Board; readonly written: readonly Written[] }> {
  const facts = await factsOf(
    ledger,
    config.environments.map(({ name }) => name),
  );
  const live = look && (await imagesOf(config, facts, look));
  const made = boardOf({ config, facts, live, now: clock.now(), days });
  const written: Written[] = [];
  for (const { name, text } of boardFiles(made)) {
    await files.replaceText(`${out}/${name}`, text);
    written.push({ name, bytes: Buffer.byteLength(text) });
  }
  return { board: made, written };
}

async function imagesOf(
  { environments }: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  look: NonNullable<BoardTools['look']>,
): Promise<ReadonlyMap<string, Images>> {
  const there = environments.filter(
    ({ name, onDemand }) => !onDemand || existenceOf(facts.get(name) ?? []).state !== 'down',
  );
  return new Map(
    await Promise.all(
      there.map(
        async (environment) => [environment.name, imagesIn(environment, await look(environment))] as const,
      ),
    ),
  );
}

function imagesIn(
  { services }: Environment,
  live: Awaited<ReturnType<NonNullable<BoardTools['look']>>>,
): Images {
  if ('unreachable' in live) return live;
  return new Map(
    services.map(({ ecsService, container }) => {
      const containers = live.get(ecsService)?.definition?.containers ?? [];
      return [ecsService, containers.find(({ name }) => name === container)?.image ?? null] as const;
    }),
  );
}
