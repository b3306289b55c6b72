import { environmentState } from '../core/ledger/environment-state.ts';
import type { Actor } from '../core/ledger/fact.ts';
import type { Ledger } from '../ports/ledger.ts';

export interface SchemaRecord {
  /** Name of the environment. */
  readonly environment: string;
  readonly database: string;
  /** Number of the schema that the database has now. */
  readonly schema: number;
  readonly by: Actor;
}

/**
 * Records which schema a database of the environment has. The last word counts, so a change that was taken back is recorded by the lower
 * number. Answers what was recorded before, null for nothing, and the id of the fact; null where the same number stands there already.
 */
export async function recordSchema(
  { environment, database, schema, by }: SchemaRecord,
  ledger: Ledger,
): Promise<{ readonly before: number | null; readonly fact: string | null }> {
  const { schemas } = environmentState(environment, await ledger.read(environment));
  const before = schemas.get(database)?.number ?? null;
  if (before === schema) return { before, fact: null };
  const { id } = await ledger.append(environment, { kind: 'schema', by, schema: database, number: schema });
  return { before, fact: id };
}
