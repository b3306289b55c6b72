import type { AwsError } from './protocol/aws-error.ts';

/**
 * One page of a list. The token holds where the next page begins; AWS's tokens say nothing either, and like AWS's ours are refused
 * when they are not ours.
 */
export function pageOf<T>(
  items: readonly T[],
  wish: { readonly size: number | undefined; readonly largest: number; readonly token: string | undefined },
  invalidToken: () => AwsError,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const from = wish.token === undefined ? 0 : position(wish.token, invalidToken);
  const to = from + Math.min(wish.size ?? wish.largest, wish.largest);
  const nextToken = to < items.length ? Buffer.from(`from:${to}`).toString('base64') : undefined;
  return { items: items.slice(from, to), nextToken };
}

function position(token: string, invalidToken: () => AwsError): number {
  const digits = /^from:(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8'))?.[1];
  if (digits === undefined) throw invalidToken();
  return Number(digits);
}
