import * as z from 'zod/mini';

/** Members of steps that read what builds archived. */
export const archiveMembers = {
  jenkinsHome: z
    .optional(z.string())
    .check(z.describe('The Jenkins home, with the archives of its builds and its fingerprints')),
  archive: z
    .optional(z.string())
    .check(
      z.describe(
        'Instead: a folder with copies of archives as `<job>/<build number>/…`, and of `fingerprints` where there are some',
      ),
    ),
};
