import type { Notice } from './notice.ts';

/** An environment on demand that was due is still there, or a part of it: nobody looks at the timer that wanted to destroy it. */
export function destroyFailedNotice(
  environment: string,
  { by, reason }: { readonly by: { readonly name: string }; readonly reason: string },
  failure: string,
): Notice {
  return {
    event: 'failed',
    environment,
    text: `${failure} A part of it may be there still, and is paid for.`,
    releaseId: null,
    services: {},
    by: by.name,
    reason,
  };
}
