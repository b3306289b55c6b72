import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { didYouMean } from '../../core/errors/suggest.ts';
import { failed, withSession } from './session.ts';
import { validate } from './plan-stack.ts';
import type { StackRequest, StackTools } from './tools.ts';

export interface Output {
  readonly value: unknown;
  readonly sensitive: boolean;
}

/**
 * What the stack put out when it was last applied. A sensitive value is told only to whoever asks for it by name; otherwise it is
 * null.
 *
 * @param names only these; empty for all
 * @throws ProblemError `orchestrate-output`, `terraform-failed`
 */
export function outputsOf(
  request: StackRequest,
  names: readonly string[],
  tools: StackTools,
): Promise<Readonly<Record<string, Output>>> {
  return withSession(request, 'output', tools, async (session) => {
    const end = await session.ask(['output', '-no-color', '-json']);
    if (end.code !== 0) throw failed('output', end);
    const outputs = JSON.parse(end.stdout) as Readonly<Record<string, Output>>;
    const known = Object.keys(outputs);
    const { stack } = request.name;
    throwIfAny(
      names
        .filter((name) => !known.includes(name))
        .map((name) =>
          terraformErrors.output.problem({ name, stack, known, suggestion: didYouMean(name, known) }),
        ),
    );
    return Object.fromEntries(
      Object.entries(outputs)
        .filter(([name]) => names.length === 0 || names.includes(name))
        .map(([name, { value, sensitive }]) => [
          name,
          { value: sensitive && names.length === 0 ? null : value, sensitive },
        ]),
    );
  });
}

/** Initialises the stack; every other command does so too. */
export function initialiseStack(request: StackRequest, tools: StackTools): Promise<string> {
  return withSession(request, 'init', tools, ({ version }) => Promise.resolve(version));
}

/** @throws ProblemError with everything that Terraform finds wrong with the configuration, by file and line */
export function validateStack(request: StackRequest, tools: StackTools): Promise<string> {
  return withSession(request, 'validate', tools, async (session) => {
    if (session.speaksJson) await validate(session);
    return session.version;
  });
}
