import { configChecksErrors } from './config-checks.ts';
import { configLineErrors } from './config-line.ts';
import { configTextErrors } from './config-text.ts';

/** `promotion.yaml`: what can be wrong with its text and its members. */
export const configErrors = {
  ...configTextErrors,
  ...configLineErrors,
  ...configChecksErrors,
};
