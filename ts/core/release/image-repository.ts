import * as z from 'zod/mini';

const rule = 'an image repository without tag or digest';
const name = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';

/** Where images are, as container tools write it: `[host[:port]/]path/of/names`; a colon elsewhere would be a tag. */
export const imageRepository = z
  .string(rule)
  .check(z.regex(new RegExp(`^(?:${name}:[0-9]+/)?${name}(?:/${name})*$`), rule), z.maxLength(400, rule));
