import type { StrategyFile } from '../config/strategy-schema.ts';

/**
 * What one source (flags, a cluster, Jenkinsfiles, a tree of stacks) tells about a team's deployments. A source says what it saw and
 * nothing else; what follows from all of them together is decided in `draft.ts`.
 */
export interface Findings {
  /** The source, for people: `the cluster shop-live`. */
  readonly named?: string;
  readonly services?: readonly FoundService[];
  readonly environments?: readonly FoundEnvironment[];
  /** The repository that deployments are made from, as far as somebody names it. */
  readonly repository?: FoundRepository;
  /** Labels of Jenkins' agents. */
  readonly buildAgent?: string;
  readonly deployAgent?: string;
  /** Places in promotion.yaml that the source could only half fill. */
  readonly unknowns?: readonly Unknown[];
  /** What a person should know and no place in a file is about. */
  readonly remarks?: readonly string[];
}

export interface FoundService {
  /** Fits promotion.yaml. */
  readonly name: string;
  /** Repository without tag. */
  readonly image?: string;
  /** Jenkins job that builds it. */
  readonly job?: string;
  /** Variable of its env artifact that holds the build. */
  readonly variable?: string;
  readonly source?: FoundRepository;
}

export interface FoundRepository {
  readonly repository: string;
  readonly branch?: string;
  readonly credentials?: string;
}

export interface FoundEnvironment {
  readonly name: string;
  readonly cluster?: string;
  readonly stack?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** ARN of the role that it was read as. */
  readonly assumeRole?: string;
  readonly engine?: 'ecs' | 'terraform';
  /** Something destroys it. */
  readonly onDemand?: true;
  /** A person must confirm what goes there. */
  readonly confirmed?: true;
  /** Which services it has; absent where the source does not say. */
  readonly services?: readonly FoundServiceHere[];
}

export interface FoundServiceHere {
  readonly service: string;
  readonly ecsService?: string;
  readonly container?: string;
  /** Absent: rolling, or not told. */
  readonly strategy?: StrategyFile;
}

/** One thing that only a person can say, and where. */
export interface Unknown {
  /** File that init writes. */
  readonly file: string;
  /** Member of promotion.yaml, `environments.live.approval`; a word to look for in any other file. */
  readonly at: string;
  readonly what: string;
  /** A member to write, as YAML on one line, where promotion.yaml has none. */
  readonly example?: string;
}

export const configFile = 'promotion.yaml';

/** About a member of promotion.yaml. */
export function unknown(at: string, what: string, example?: string): Unknown {
  return { file: configFile, at, what, ...(example !== undefined && { example }) };
}
