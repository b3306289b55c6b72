import { varsOfABuild } from './of-a-build.ts';
import { varsOfAnEnvironment } from './of-an-environment.ts';
import { varsOfAPromotion } from './of-a-promotion.ts';
import type { Var } from './var.ts';

/** The vars that people call, in the order in which the reference tells of them. */
export const vars: readonly Var[] = [...varsOfABuild, ...varsOfAPromotion, ...varsOfAnEnvironment];
