/**
 * What a person saved of the AWS CLI or of one of its kin, as one answer with the list in it: JSON, or several answers one after the
 * other (a loop over target groups), or the list itself or one of it (`--query`). Names begin small, whether it was ECS (`services`),
 * ELB (`TargetHealthDescriptions`) or PowerShell (`Services`) that wrote them. Undefined for what is no JSON.
 */
export function savedJson(text: string, list: string): unknown {
  const answers = jsonsOf(text.replace(/^\uFEFF/, ''))?.map(withSmallNames);
  if (answers === undefined) return undefined;
  const parts = answers.map((answer) => partOf(answer, list));
  if (!parts.every((part) => part !== undefined)) return answers[0];
  return {
    [list]: parts.flatMap((part) => part.list),
    failures: parts.flatMap((part) => part.failures),
  };
}

/** For a file that holds no JSON: what it holds, as far as its beginning tells. */
export function whyNoJson(text: string): string {
  if (text.trim() === '') return 'it is empty';
  if (/^\s*(?:---\s)?\s*["']?\w+["']?:(?:\s|$)/.test(text)) return 'it is YAML';
  if (/^\s*[-+|]{2,}/.test(text)) return 'it is a table';
  if (/^[A-Z]{4,}\t/.test(text)) return 'it is plain text';
  if (/^\s*[[{]/.test(text)) return 'it is not JSON, or only a part of it';
  return 'it is not JSON';
}

function jsonsOf(text: string): readonly unknown[] | undefined {
  const whole = jsonOf(text);
  if (whole !== undefined) return [whole];
  const several = jsonOf(`[${text.replaceAll(/\}\s*\{/g, '},{')}]`);
  return Array.isArray(several) && several.length > 1 ? several : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function withSmallNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSmallNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      withSmallNames(member),
    ]),
  );
}

/** Members that only one of such a list has. */
const marks: Readonly<Record<string, string>> = {
  services: 'serviceName',
  tasks: 'taskArn',
  targetHealthDescriptions: 'targetHealth',
};

interface Part {
  readonly list: readonly unknown[];
  readonly failures: readonly unknown[];
}

function partOf(answer: unknown, list: string): Part | undefined {
  if (Array.isArray(answer)) return { list: answer, failures: [] };
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { [list]: found, failures } = answer as Readonly<Record<string, unknown>>;
  if (Array.isArray(found)) return { list: found, failures: Array.isArray(failures) ? failures : [] };
  return (marks[list] ?? '') in answer ? { list: [answer], failures: [] } : undefined;
}
