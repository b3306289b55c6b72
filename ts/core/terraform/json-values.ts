/** Reading what `terraform show -json` tells: whatever is not of the form that is asked for counts as nothing. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether anything in a part of `after_unknown` is unknown; it has `{}` and `[]` for collections all of which is known. */
export function isOpen(unknown: unknown): boolean {
  if (typeof unknown === 'object' && unknown !== null) return Object.values(unknown).some(isOpen);
  return unknown === true;
}
