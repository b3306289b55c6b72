import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';

export const defaultBranch = 'ecs-promote-ledger';

/** Where a ledger is kept, read from its address in the configuration. */
export type LedgerPlace =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'git'; readonly remote: string; readonly branch: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string };

/**
 * `git@host:org/repo.git#branch`, `ssh://…`, `https://…`, `file://…#branch`, `path/to/repo#branch` are git branches;
 * `s3://bucket/prefix` is in S3; another path, or `file:` and a path, is a directory. Relative paths start at `cwd`. Only these forms,
 * because git itself knows addresses that run programs (`ext::…`) and ones that it would take for options (`-…`).
 * Errors: `ledger-address-unknown`.
 */
export function parseLedgerAddress(address: string, cwd: string): LedgerPlace {
  if (address.startsWith('s3://')) return inBucket(address);
  const hash = address.lastIndexOf('#');
  const place = hash < 0 ? address : address.slice(0, hash);
  const branch = hash < 0 ? undefined : address.slice(hash + 1);
  if (place === '' || (branch !== undefined && !isBranchName(branch))) throw unknown(address);
  if (isRemote(place)) return { kind: 'git', remote: place, branch: branch ?? defaultBranch };
  const path = localPath(place, cwd);
  if (path === undefined) throw unknown(address);
  return branch === undefined
    ? { kind: 'directory', directory: path }
    : { kind: 'git', remote: path, branch };
}

/** Bucket names as the S3 user guide has them ("General purpose bucket naming rules"), dots only between other characters. */
const bucketAndPrefix =
  /^s3:\/\/(?<bucket>[a-z0-9](?:[a-z0-9-]|\.(?=[a-z0-9])){1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/;

/** Prefixes of characters that need no care anywhere ("Safe characters" in "Naming Amazon S3 objects"). */
function inBucket(address: string): LedgerPlace {
  const { bucket, prefix = '' } = bucketAndPrefix.exec(address)?.groups ?? {};
  const folders = prefix.replace(/\/$/, '');
  const usable = folders === '' || folders.split('/').every((part) => /^(?!\.+$)[\w!.*'()-]+$/.test(part));
  if (bucket === undefined || !usable) throw unknown(address);
  return { kind: 's3', bucket, prefix: folders };
}

/** Whether git reaches it over a network. */
export function isRemote(place: string): boolean {
  return (
    /^(ssh|https?):\/\/[^-/]/.test(place) ||
    /^([\w.][\w.-]*@)?[\w.][\w.-]+:(?!\/\/|:)[^\\-]/.test(withoutFile(place))
  );
}

/** A password in an address is nobody's business but git's. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(/(\w:\/\/)[^/@\s]*@/g, '$1');
}

function withoutFile(place: string): string {
  return place.startsWith('file:') ? '' : place;
}

function localPath(place: string, cwd: string): string | undefined {
  if (place.startsWith('file://')) return URL.canParse(place) ? fileURLToPath(place) : undefined;
  if (place.startsWith('file:')) return resolve(cwd, place.slice('file:'.length));
  return /^[^/]*:/.test(place) ? undefined : resolve(cwd, place);
}

/** What git accepts as a branch, less the exotic. */
function isBranchName(name: string): boolean {
  return /^[A-Za-z0-9_][\w./-]*$/.test(name) && !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(name);
}

function unknown(address: string): Error {
  return ledgerErrors.addressUnknown.error({ address: withoutSecrets(address) });
}
