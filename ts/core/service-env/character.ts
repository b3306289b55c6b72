import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import type { Cursor } from './cursor.ts';

/** Refuses what Groovy stops at (U+FFFF) and what no editor shows: control characters other than the tab. */
export function refuseCharacter(cursor: Cursor, where: string): void {
  const code = cursor.text.charCodeAt(cursor.at);
  if ((code >= 0x20 || code === 0x09) && code !== 0xffff && code !== 0x7f) return;
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  throw errors.character.error({ codePoint, where }, { place: cursor.place() });
}
