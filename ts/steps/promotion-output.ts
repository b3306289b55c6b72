import * as z from 'zod/mini';
import { checkIds } from '../core/preflight/check-ids.ts';

/** What `promote` and `restart` answer; the whole record is in `promotion.json`. */
export const promotionOutput = z.strictObject({
  result: z.enum([
    'verified',
    'rolledBack',
    'failed',
    'refused',
    'interrupted',
    'awaitingDecision',
    'nothingToDo',
  ]),
  summary: z.string(),
  environment: z.string(),
  releaseId: z.string(),
  promotion: z.nullable(z.string()),
  planHash: z.nullable(z.string()),
  running: z.nullable(z.string()),
  resumed: z.boolean(),
  question: z
    .nullable(
      z.strictObject({
        id: z.string(),
        text: z.string(),
        deadline: z.nullable(z.string()).check(z.describe('When AWS goes back by itself')),
        secondsLeft: z.number().check(z.describe('How long a person may be asked')),
        from: z
          .array(z.string())
          .check(z.describe('Who may answer: those who may approve; empty where nobody must')),
      }),
    )
    .check(z.describe('What a person is asked, where the result is `awaitingDecision`')),
  displayName: z.string().check(z.describe('For the Jenkins build: the release and what is in it')),
  files: z.array(z.string()).check(z.describe('What was written to --out')),
});

/** What a step takes that carries out a promotion: answers to its questions, and where its record goes. */
export const followingMembers = {
  answer: z
    .optional(z.enum(['continue', 'rollback']))
    .check(z.describe('What a person answered to the question that the run before ended with')),
  question: z.optional(z.string()).check(z.describe('Id of the question that is answered')),
  answeredBy: z.optional(z.string()).check(z.describe('Who answered; default: who asks for it (--by)')),
  acceptFailed: z
    ._default(z.array(z.enum(checkIds)), [])
    .check(z.describe('A check of the preflight that may fail, which needs a reason')),
  out: z
    .optional(z.string())
    .check(
      z.describe(
        'Folder for promotion.json, release.json and the service env artifacts, to be archived with the build',
      ),
    ),
};

/** The same for steps whose plan may need an approval. */
export const carryingMembers = {
  approvedPlan: z
    .optional(z.string())
    .check(z.describe('Hash of the plan that was approved; any other plan is refused')),
  approvedBy: z._default(z.array(z.string()), []).check(z.describe('Who approved it')),
  approvedAt: z
    .optional(z.string())
    .check(z.describe('When the first of them did, as 2026-11-02T12:00:00Z or in milliseconds since 1970')),
  ...followingMembers,
};
