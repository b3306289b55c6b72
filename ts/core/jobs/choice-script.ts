import { createHash } from 'node:crypto';
import { quoted } from '../service-env/quoted.ts';
import { choiceScriptText } from './choice-script-text.ts';

/** What may differ between the choice parameters of two jobs. */
export interface ChoiceSettings {
  /** Full name of the job whose builds are listed. */
  readonly job: string;
  /** How many lines at most. */
  readonly limit: number;
  /** Only builds whose release may go to this environment now; all successful ones without. */
  readonly eligibleFor?: string;
  /** The job that archives promotion.yaml, which decides what may go there. */
  readonly configFrom: string;
}

/** `jenkins/choices/upstreamBuilds.groovy` with other settings in its first lines, and the same in all others. */
export function choiceScript(settings: ChoiceSettings): string {
  return choiceHead(settings) + choiceBody();
}

/** The lines that differ. */
export function choiceHead({ job, limit, eligibleFor = '', configFrom }: ChoiceSettings): string {
  return [
    `def job = ${quoted(job)}\n`,
    `def limit = ${limit}\n`,
    `def eligibleFor = ${quoted(eligibleFor)}\n`,
    `def configFrom = ${quoted(configFrom)}\n`,
  ].join('');
}

/** The lines that do not. */
export function choiceBody(): string {
  return choiceScriptText.split('\n').slice(settingCount).join('\n');
}

const settingCount = 4;

/**
 * The hash by which an administrator approves a Groovy script, as `security: scriptApproval: approvedScriptHashes` takes it: Script
 * Security's `DefaultHasher` digests the language, a colon and the text (org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval).
 */
export function approvalHash(script: string): string {
  return `SHA512:${createHash('sha512').update(`groovy:${script}`).digest('hex')}`;
}
