import type { releaseLineageStep } from '../../steps/release-lineage.ts';
import type { Run } from '../context.ts';
import { chainAnswer, lineageAnswer, withDeployment } from '../part-records.ts';

export const run: Run<typeof releaseLineageStep> = (input, context) => {
  const { environment } = input;
  return environment === undefined
    ? chainAnswer(input, context)
    : withDeployment(input, context, (deployment) =>
        lineageAnswer({ ...input, environment }, deployment, context),
      );
};
