import { configErrors } from '../errors/catalogue/config.ts';
import type { Problem } from '../errors/problem.ts';
import { checkShape, pathText, shown, type Path, type SchemaFault } from '../errors/schema-faults.ts';
import { promotionFileSchema } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A fault of the file's shape as a problem with line and column. */
export function schemaProblem(fault: SchemaFault, document: YamlDocument): Problem {
  const where = pathText(fault.path);
  switch (fault.kind) {
    case 'unknownKey':
      return configErrors.unknownKey.problem({ ...fault, where }, document.placeOfKey(fault.path, fault.key));
    case 'badKey': {
      const place = document.placeOfKey(fault.path, fault.key);
      return configErrors.name.problem({ where, name: fault.key, expected: fault.expected }, place);
    }
    case 'missing': {
      const place = document.placeOfKey(fault.path.slice(0, -1), String(fault.path.at(-1)));
      return configErrors.missingKey.problem({ ...fault, where }, place);
    }
    case 'value':
      return wrongValue(fault, where, document);
  }
}

function wrongValue(fault: SchemaFault & { kind: 'value' }, where: string, document: YamlDocument): Problem {
  const place = document.placeOf(fault.path);
  const written = document.unquoted(fault.path);
  return written !== null && typeof fault.value !== 'string' && wouldDo(document.value, fault.path, written)
    ? configErrors.unquoted.problem({ where, written, read: readAs(fault.value) }, place)
    : configErrors.value.problem({ ...fault, where, value: shown(fault.value) }, place);
}

/** Whether the text would have been right where YAML made a number or a truth value of it. */
function wouldDo(value: unknown, path: Path, written: string): boolean {
  const checked = checkShape(promotionFileSchema, withMember(value, path, written));
  return checked.ok || !checked.faults.some((fault) => fault.path.join('\0') === path.join('\0'));
}

function withMember(value: unknown, [step, ...deeper]: Path, member: unknown): unknown {
  if (step === undefined) return member;
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => (at === step ? withMember(item, deeper, member) : item));
  }
  const map = value as Readonly<Record<string, unknown>>;
  return { ...map, [step]: withMember(map[step], deeper, member) };
}

function readAs(value: unknown): string {
  return typeof value === 'number' ? `the number ${value}` : String(value);
}
