import type { Step } from '../step.ts';
import { membersOf } from '../members.ts';

/**
 * One definition per step of the Jenkins library. From it come `vars/*.txt`, the reference, and the list that a misspelt argument is
 * found with before an agent is used. What a var does is in `vars/<name>.groovy`.
 */
export interface Var {
  readonly name: string;
  /** One sentence without a full stop, imperative. */
  readonly summary: string;
  readonly about: readonly string[];
  /** Whether it needs a workspace, or takes its nodes itself. */
  readonly calledIn: 'node' | 'noNode';
  /** The step whose members are arguments, too; without those that the var gives itself. */
  readonly step?: Pick<Step, 'input' | 'positional'>;
  readonly without?: readonly string[];
  readonly own?: readonly VarArgument[];
  /** What the block behind it is for. */
  readonly block?: string;
  readonly answers: string;
  /** Plugins that it needs besides those of every Pipeline. */
  readonly plugins?: readonly string[];
  readonly example: string;
}

export interface VarArgument {
  readonly name: string;
  readonly required?: boolean;
  /** As Groovy writes it. */
  readonly fallback?: string;
  readonly about: string;
}

/** All arguments of a var, its own first. */
export function argumentsOf({ own = [], step, without = [] }: Var): readonly VarArgument[] {
  const taken = [...without, ...own.map(({ name }) => name)];
  const members = step ? membersOf(step) : [];
  return [
    ...own,
    ...members
      .filter(({ name }) => !taken.includes(name))
      .map(({ name, required, fallback, about }) => ({
        name,
        required,
        about,
        ...(fallback !== undefined && { fallback: JSON.stringify(fallback) }),
      })),
  ];
}
