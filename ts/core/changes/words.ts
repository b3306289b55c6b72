import { oneLine } from '../release/columns.ts';
import { diffWords } from '../release/render-diff.ts';
import type { CommitBetween, Commits } from './commits.ts';
import type { ServiceChange, SideOfService, StackSummary } from './changes.ts';
import type { VariableChange } from './task-definition.ts';

/** How changes are called, the same in a console and in Markdown. What people or others wrote is put on one line, clean. */
export const changeWords: Readonly<Record<ServiceChange['change'], string>> = {
  ...diffWords,
  settings: 'settings',
  unknownBuild: 'unknown',
};

/** `90 → 92`, or the one there is; `?` for the image of no known build. */
export function buildsOf({ from, to }: Pick<ServiceChange, 'from' | 'to'>, arrow = ' → '): string {
  const [a, b] = [numberOf(from), numberOf(to)];
  if (a === null || b === null || a === b) return a ?? b ?? '';
  return `${a}${arrow}${b}`;
}

function numberOf(side: SideOfService | null): string | null {
  return side && String(side.build ?? '?');
}

/** The subject of the newer build; for an alarm or an unknown build what there is to know of the images. */
export function aboutOf({ change, from, to }: ServiceChange): string {
  if (change === 'sameBuildOtherDigest') return 'one build, two images';
  if (change === 'unknownBuild') return 'an image of no build that the ledger knows';
  return oneLine((to ?? from)?.subject ?? '', 60);
}

/** Digests where they are all that differs of the images, whole references where more does; null where nothing does. */
export function imagesOf({ from, to }: ServiceChange): readonly [from: string, to: string] | null {
  if (!from || !to || from.image === to.image) return null;
  const [a = '', before] = from.image.split('@');
  const [b = '', after] = to.image.split('@');
  if (a !== b || before === undefined || after === undefined)
    return [oneLine(from.image, 200), oneLine(to.image, 200)];
  return [before.slice(0, 19), after.slice(0, 19)];
}

export interface CommitWords {
  /** `+` for what comes, `-` for what goes. */
  readonly sign: '+' | '-';
  /** Seven digits of its id, or the build's number where the id is not known. */
  readonly id: string;
  /** Empty where it is not known. */
  readonly author: string;
  readonly subject: string;
}

export function commitWords({ brought, takenBack }: Commits): readonly CommitWords[] {
  const words = (sign: CommitWords['sign'], { id, author, subject, build }: CommitBetween) => ({
    sign,
    id: id?.slice(0, 7) ?? `build ${build ?? '?'}`,
    author: oneLine(author ?? '', 30),
    subject: oneLine(subject, 72),
  });
  return [...brought.map((commit) => words('+', commit)), ...takenBack.map((commit) => words('-', commit))];
}

/** `3 commits`, with those that are taken back; empty where nothing is known of any. */
export function countOf(commits: Commits | null): string {
  if (!commits) return '';
  const { brought, takenBack } = commits;
  return [
    ...(brought.length > 0 ? [counted(brought.length)] : []),
    ...(takenBack.length > 0 ? [`${counted(takenBack.length)} taken back`] : []),
  ].join(', ');
}

function counted(count: number): string {
  return count === 1 ? '1 commit' : `${count} commits`;
}

/** Done when it got there, or to be done. */
export function stackHeading({
  environment,
  planned,
}: Pick<StackSummary, 'environment' | 'planned'>): string {
  return planned ? `Terraform, for ${environment}` : `Terraform, when ${environment} got it`;
}

const signs = { added: '+', removed: '-', changed: '~' };

/** `+ NEW_FLAG`, `~ LOG_LEVEL (sidecar)`: by name, as there is nothing else to tell. */
export function variableWords(variables: readonly VariableChange[], own: string): readonly string[] {
  return variables.map(({ container, name, change }) => {
    const whose = container === own ? '' : ` (${oneLine(container, 60)})`;
    return `${signs[change]} ${oneLine(name, 100)}${whose}`;
  });
}
