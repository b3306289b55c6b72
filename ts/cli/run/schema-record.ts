import type { schemaRecordStep } from '../../steps/schema-record.ts';
import type { Run } from '../context.ts';
import { recordSchema } from '../part-image.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof schemaRecordStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const { name: environment } = environmentNamed(input.environment, config);
    const { database, schema } = input;
    const by = actorOf(input.by, context.env);
    const { before, fact } = await recordSchema({ environment, database, schema, by }, ledger);
    const was = before === null || fact === null ? '' : `; before it was ${before}`;
    return {
      output: { environment, database, schema, before, fact },
      text: `${database} in ${environment} has schema ${schema}${was}.`,
    };
  });
