import * as z from 'zod/mini';

/** A member that may be left out; `about` is what an editor shows for it. A member that is there and empty (null) is an error. */
export function member<Schema extends z.ZodMiniType>(schema: Schema, about: string) {
  return z.exactOptional(described(schema, about));
}

export function described<Schema extends z.ZodMiniType>(schema: Schema, about: string): Schema {
  return schema.check(z.describe(about));
}
