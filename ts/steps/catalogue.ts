import { choicesStep } from './choices.ts';
import { displayNameStep } from './display-name.ts';
import { planStep } from './plan.ts';
import { promoteStep } from './promote.ts';
import { releaseCreateStep } from './release-create.ts';
import { releaseDiffStep } from './release-diff.ts';
import { releaseLineageStep } from './release-lineage.ts';
import { releaseShowStep } from './release-show.ts';
import { restartStep } from './restart.ts';
import { rehearseStep } from './rehearse.ts';
import { serviceEnvReadStep } from './service-env-read.ts';
import { serviceEnvRecordStep } from './service-env-record.ts';
import { serviceEnvWriteStep } from './service-env-write.ts';
import { statusStep } from './status.ts';
import type { Step } from './step.ts';

/** All steps, in the order in which help and the reference tell of them: along the line. */
export const steps: readonly Step[] = [
  displayNameStep,
  serviceEnvRecordStep,
  serviceEnvWriteStep,
  serviceEnvReadStep,
  choicesStep,
  releaseCreateStep,
  releaseShowStep,
  releaseDiffStep,
  releaseLineageStep,
  planStep,
  promoteStep,
  restartStep,
  statusStep,
  rehearseStep,
];
