/** Steps that run on images only, their definitions and what few others need, in a file beside the bundles that only images have (`ts/tools/bundle/parts.ts`). */
export { stepsOnImage } from '../steps/on-image.ts';
export { recordSchema } from '../app/schema-record.ts';
