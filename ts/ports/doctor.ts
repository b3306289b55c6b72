import type { Environment } from '../core/config/config.ts';
import type { Identity, UnreadableRepository } from '../core/doctor/environments.ts';
import type { Installation } from '../core/doctor/installation.ts';
import type { SetBy } from '../core/doctor/jenkins-settings.ts';
import type { ClockReading, Space } from '../core/doctor/machine.ts';
import type { Decision, Question } from '../core/doctor/permissions.ts';
import type { InstalledPlugin } from '../core/doctor/plugins.ts';
import type { Config } from '../core/config/config.ts';
import type { PolicyDocument } from '../core/policy/document.ts';

/** The machine that the doctor runs on. Nothing of it stays changed. */
export interface Machine {
  /** Of the running program. */
  installation(): Promise<Installation>;
  /** VERSION of the program that images have; undefined where there is none. */
  imageVersion(): Promise<string | undefined>;
  /** Versions of the library's program that builds have copied to this machine. */
  copiedVersions(): Promise<readonly string[]>;
  /** The folders that builds, or Jenkins, write to. */
  spaces(): Promise<readonly Space[]>;
}

/** The files of a Jenkins home. What is not there is undefined. */
export interface JenkinsHome {
  /** A file directly in it. */
  text(name: string): Promise<string | undefined>;
  /** Reads the beginning of each plugin's file only. */
  plugins(): Promise<readonly InstalledPlugin[]>;
  /** Groovy scripts that run at every start. */
  initScripts(): Promise<readonly SetBy[]>;
}

/** AWS, as the machine itself or as the role of an environment. Rejects with a ProblemError for what AWS refuses, and for no answer. */
export interface Cloud {
  /** What time AWS takes it to be; needs no credentials. Rejects with any error where there is no answer. */
  time(region: string): Promise<ClockReading>;
  /** Ourselves, or who we are with the environment's `assumeRole`. */
  whoAmI(as: { readonly region: string } | Environment): Promise<Identity>;
  /** Names of the active services among the environment's; null where there is no such cluster. */
  activeServices(environment: Environment): Promise<ReadonlySet<string> | null>;
  unreadable(repositories: readonly string[]): Promise<readonly UnreadableRepository[]>;
  /**
   * What IAM's simulator says.
   *
   * @param principal ARN of a user, of a role, or of somebody's session as a role
   * @param as who asks
   */
  decisions(
    principal: string,
    questions: readonly Question[],
    as: { readonly region: string } | Environment,
  ): Promise<readonly Decision[]>;
}

/** The policies that `ecs-promote policy` prints. */
export interface Policies {
  deployer(environment: Environment, config: Config): Promise<PolicyDocument>;
  agent(config: Config): Promise<PolicyDocument>;
}

/** Tries to add to the ledger without adding anything; rejects with a ProblemError where that is refused. */
export interface LedgerTrial {
  /** How it was tried, or why it could not be. */
  tryWriting(): Promise<{ readonly tried: boolean; readonly how: string }>;
}
