import { cluster as clusterRule, region as regionRule, roleArn } from '../config/words.ts';

/**
 * A cluster and how to reach it, in one word of the command line: `shop-live@acme-live/eu-west-1`. Teams have each environment in an
 * account of its own, so who asks and where belong to the environment and not to the run.
 */
export interface Whereabouts {
  /** Name or ARN. */
  readonly cluster: string;
  /** Of the AWS configuration files; with neither this nor a role: found as every AWS SDK finds credentials. */
  readonly profile?: string;
  /** ARN of a role to act as. */
  readonly role?: string;
  /** Absent: as the whole run says. */
  readonly region?: string;
}

export const whereaboutsRule =
  'a cluster’s name or ARN, or CLUSTER@PROFILE, CLUSTER@ROLE-ARN, CLUSTER/REGION, CLUSTER@PROFILE/REGION';

/** No blank and nothing that would begin a flag or end the word. */
const profileName = /^[\w.+:][\w.+:/@-]{0,127}$/;

/** Undefined: it is none, or the region of an ARN is not the one that is said. */
export function whereaboutsOf(word: string): Whereabouts | undefined {
  const at = word.indexOf('@');
  const [place, who] = at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  const said = who === undefined ? regionBehind(place) : regionBehind(who);
  const cluster = who === undefined ? said.before : place;
  if (!clusterRule().safeParse(cluster).success) return undefined;
  const own = regionOfArn(cluster);
  if (own !== undefined && said.region !== undefined && own !== said.region) return undefined;
  const region = own ?? said.region;
  const where = { cluster, ...(region !== undefined && { region }) };
  if (who === undefined) return where;
  if (said.before === '') return said.region === undefined ? undefined : where;
  if (roleArn().safeParse(said.before).success) return { ...where, role: said.before };
  const isProfile = profileName.test(said.before) && !said.before.startsWith('arn:');
  return isProfile ? { ...where, profile: said.before } : undefined;
}

/** For people: `shop-live as acme-live in eu-west-1`. */
export function toldWhereabouts({ cluster, profile, role, region }: Whereabouts): string {
  const who = profile ?? role;
  return `${cluster}${who === undefined ? '' : ` as ${who}`}${region === undefined ? '' : ` in ${region}`}`;
}

/** What stands behind the last slash, where it is a region; a role may be called like one, and then has no other name. */
function regionBehind(text: string): { readonly before: string; readonly region: string | undefined } {
  const slash = text.lastIndexOf('/');
  const region = text.slice(slash + 1);
  const before = text.slice(0, slash);
  if (slash < 0 || !regionRule().safeParse(region).success || /:(?:role|cluster)$/.test(before))
    return { before: text, region: undefined };
  return { before, region };
}

function regionOfArn(cluster: string): string | undefined {
  return cluster.startsWith('arn:') ? cluster.split(':')[3] : undefined;
}
