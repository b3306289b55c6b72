/** The definitions of steps that run on images only, in a file beside the bundles that only images have (`ts/tools/bundle/parts.ts`). */
export { stepsOnImage } from '../steps/on-image.ts';
