import * as z from 'zod/mini';

/** What `promote` and `restart` answer; the whole record is in `promotion.json`. */
export const promotionOutput = z.strictObject({
  result: z.enum(['verified', 'rolledBack', 'failed', 'refused', 'interrupted', 'nothingToDo']),
  summary: z.string(),
  environment: z.string(),
  releaseId: z.string(),
  promotion: z.nullable(z.string()),
  planHash: z.nullable(z.string()),
  running: z.nullable(z.string()),
  resumed: z.boolean(),
  displayName: z.string().check(z.describe('For the Jenkins build: the release and what is in it')),
  files: z.array(z.string()).check(z.describe('What was written to --out')),
});

/** What a step that carries a plan out takes besides. */
export const carryingMembers = {
  approvedPlan: z
    .optional(z.string())
    .check(z.describe('Hash of the plan that was approved; any other plan is refused')),
  approvedBy: z
    ._default(z.array(z.string()), [])
    .check(z.describe('Who approved it, for the record; may be repeated')),
  out: z
    .optional(z.string())
    .check(
      z.describe(
        'Folder for promotion.json, release.json and the service env artifacts, to be archived with the build',
      ),
    ),
};
