import type * as z from 'zod/mini';
import { checkShape } from '../errors/schema-faults.ts';
import { environmentSchema, type EnvironmentFile } from './environment-schema.ts';
import { freezeSchema, type FreezeFile } from './freeze-schema.ts';
import { notificationSchema, type NotificationFile } from './notification-schema.ts';
import { defaultsSchema, serviceSchema, type DefaultsFile, type ServiceFile } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

/**
 * What the file says, part by part, as far as each part can be understood. The checks between parts work on this, so that one bad
 * value does not hide every other problem of the file.
 */
export interface Draft extends Pick<YamlDocument, 'placeOf' | 'placeOfKey'> {
  /** Null when `defaults` is there and wrong: then nothing can be said of what is left to it. */
  readonly defaults: DefaultsFile | null;
  /** The well-formed ones, in the order of the file. */
  readonly services: ReadonlyMap<string, ServiceFile>;
  readonly environments: ReadonlyMap<string, EnvironmentFile>;
  readonly freezes: ReadonlyMap<string, FreezeFile>;
  /** The well-formed ones, by their place in the list. */
  readonly notifications: ReadonlyMap<number, NotificationFile>;
  /** All of them, well-formed or not. */
  readonly serviceNames: readonly string[];
  readonly environmentNames: readonly string[];
}

export function draftOf({ value, placeOf, placeOfKey }: YamlDocument): Draft {
  const file = mapOf(value);
  const defaults = checkShape(defaultsSchema, file['defaults'] ?? {});
  return {
    placeOf,
    placeOfKey,
    defaults: defaults.ok ? defaults.value : null,
    services: wellFormed(serviceSchema, file['services']),
    environments: wellFormed(environmentSchema, file['environments']),
    freezes: wellFormed(freezeSchema, file['freezes']),
    notifications: wellFormedItems(notificationSchema, file['notifications']),
    serviceNames: Object.keys(mapOf(file['services'])),
    environmentNames: Object.keys(mapOf(file['environments'])),
  };
}

function wellFormed<Schema extends z.ZodMiniType>(
  schema: Schema,
  entries: unknown,
): ReadonlyMap<string, z.output<Schema>> {
  return new Map(
    Object.entries(mapOf(entries)).flatMap(([name, entry]) => {
      const checked = checkShape(schema, entry);
      return checked.ok ? [[name, checked.value]] : [];
    }),
  );
}

function wellFormedItems<Schema extends z.ZodMiniType>(
  schema: Schema,
  items: unknown,
): ReadonlyMap<number, z.output<Schema>> {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  return new Map(
    list.flatMap((item, index) => {
      const checked = checkShape(schema, item);
      return checked.ok ? [[index, checked.value]] : [];
    }),
  );
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
