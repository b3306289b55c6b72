/**
 * What runs on images only: definitions of steps, and what few others need, in a file beside the bundles that only images have
 * (`ts/tools/bundle/parts.ts`).
 */
export { stepsOnImage } from '../steps/on-image.ts';
export { due } from '../app/due.ts';
export { recordSchema } from '../app/schema-record.ts';
export { memoryText, parseMemory } from '../core/due/memory.ts';
export { renderDue } from '../core/due/render.ts';
export { dueNow, toStart } from '../core/due/start.ts';
