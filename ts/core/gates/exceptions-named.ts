import type { Problem } from '../errors/problem.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Gate } from './gate.ts';
import { isNobodysWord } from './nobody.ts';

/** An exception is a person's word. It is kept in the plan, so that whoever approves sees it, and in every record of the promotion. */
export const exceptionsNamed: Gate = {
  name: 'exceptions-named',
  rule: 'Whoever passes a gate by exception is a person, and hot fixes only come to environments that allow them.',
  alsoGoingBack: false,
  judge: ({ environment, request: { by, exceptions } }): readonly Problem[] => [
    ...(Object.keys(exceptions).length > 0 && isNobodysWord(by)
      ? [gateErrors.exceptionNameless.problem({ environment: environment.name, by: by.name })]
      : []),
    ...(exceptions.hotfix !== undefined && environment.hotfixMaySkip.length === 0
      ? [gateErrors.noHotfix.problem({ environment: environment.name })]
      : []),
  ],
};
