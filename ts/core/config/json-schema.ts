import * as z from 'zod/mini';
import { promotionFileSchema } from './schema.ts';

/**
 * The JSON Schema of `promotion.yaml`, from which editors complete and check while one types. For the generator only: nothing that
 * runs in a build may import it, or the bundles would carry zod's JSON Schema writer.
 */
export function promotionSchema(): object {
  return {
    ...z.toJSONSchema(promotionFileSchema, { io: 'input' }),
    title: 'promotion.yaml of ecs-promote',
    description: 'Services, environments and the way of a release through them.',
  };
}
