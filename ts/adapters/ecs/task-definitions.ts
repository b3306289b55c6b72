import {
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { decodeTime } from 'ulid';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { TaskDefinition } from '../../core/live/live.ts';
import { copyWithImage } from '../../core/task-definition/copy-with-image.ts';
import { ownTags, type LookBack } from '../../core/task-definition/own-tags.ts';
import type { ImageChange } from '../../ports/services.ts';
import { ask, lastSegment, type EcsAccess } from './access.ts';
import { described, describeTaskDefinition, type Described } from './describe-task-definition.ts';

/** How many revisions may be looked at, one request each, to find one that someone else registered. */
const mostLooks = 100;
/** How many of the newest revisions may be a promotion's own, where its id does not tell when it began. */
const mostOwnLooks = 10;
/** How far the clocks of AWS and of the agent may be apart. */
const clockSkewMilliseconds = 5 * 60_000;

/** Task definitions of one account and region. A revision never changes, so each is asked for once. */
export class TaskDefinitions {
  readonly #access: EcsAccess;
  readonly #known = new Map<string, Described>();
  readonly #fresh = new Set<string>();

  constructor(access: EcsAccess) {
    this.#access = access;
  }

  /** @throws ecs-task-definition-not-found */
  async describe(arn: string): Promise<Described> {
    const known = this.#known.get(lastSegment(arn));
    if (known) return known;
    const found = await describeTaskDefinition(this.#access, arn);
    this.#known.set(lastSegment(found.taskDefinition.arn), found);
    return found;
  }

  /** Whether this very object registered it and nobody was told to deploy it since: then there is no deployment to be looked for. */
  isFresh(arn: string): boolean {
    return this.#fresh.has(lastSegment(arn));
  }

  /** Said before it is deployed, because the answer to that may be lost. */
  willBeDeployed(arn: string): void {
    this.#fresh.delete(lastSegment(arn));
  }

  /**
   * The newest active revision this product did not write. Usually one or two requests: a copy of ours knows how far back to look.
   *
   * @throws ecs-template-too-far-back when too many copies without that knowledge stand before it
   */
  async newestForeign(family: string): Promise<TaskDefinition | undefined> {
    return (await this.#search(family)).foreign;
  }

  /** Registers the copy, or answers the one this promotion registered for the service before. */
  async registerCopy(template: TaskDefinition, change: ImageChange): Promise<TaskDefinition> {
    const copy = copyWithImage(template.definition, change.container, change.image);
    const before = await this.#registeredFor(template.family, change);
    if (before) return before;
    const { newest, foreign } = await this.#search(template.family);
    const inherited = (copy['tags'] ?? []) as readonly { key: string; value: string }[];
    const input = {
      ...copy,
      tags: [...inherited, ...ownTags(change, { from: newest, foreign: foreign?.revision ?? 0 })],
    } as unknown as RegisterTaskDefinitionCommandInput;
    const about = `task definition ${template.family}`;
    const answer = await ask(this.#access, 'ecs:RegisterTaskDefinition', about, (options) =>
      this.#access.ecs.send(new RegisterTaskDefinitionCommand(input), options),
    );
    if (answer.taskDefinition?.taskDefinitionArn === undefined) {
      throw ecsErrors.answerIncomplete.error({ operation: 'RegisterTaskDefinition', member: 'ARN', about });
    }
    const registered = described(answer.taskDefinition, answer.tags ?? input.tags ?? []);
    const name = lastSegment(registered.taskDefinition.arn);
    this.#known.set(name, registered);
    this.#fresh.add(name);
    return registered.taskDefinition;
  }

  /** A promotion's own copies are younger than the promotion, so an older revision ends the search. */
  async #registeredFor(family: string, change: ImageChange): Promise<TaskDefinition | undefined> {
    const began = beginningOf(change.promotion);
    let looks = 0;
    for await (const arn of this.#activeRevisions(family)) {
      if (began === undefined && ++looks > mostOwnLooks) return undefined;
      const { taskDefinition, registeredAt } = await this.describe(arn);
      if (isCopyFor(taskDefinition, change)) return taskDefinition;
      if (began !== undefined && (registeredAt ?? 0) < began - clockSkewMilliseconds) return undefined;
    }
    return undefined;
  }

  async #search(family: string): Promise<{ newest: number; foreign: TaskDefinition | undefined }> {
    let newest = 0;
    let looks = 0;
    let lookBack: LookBack | undefined;
    let remembered: Promise<TaskDefinition | undefined> | undefined;
    for await (const arn of this.#activeRevisions(family)) {
      const revision = revisionOf(arn);
      newest = Math.max(newest, revision);
      if (lookBack && revision <= lookBack.from && revision > lookBack.foreign) {
        if (lookBack.foreign === 0) return { newest, foreign: undefined };
        remembered ??= this.#ifActiveAndForeign(`${family}:${lookBack.foreign}`);
        const foreign = await remembered;
        if (foreign) return { newest, foreign };
        continue;
      }
      if (++looks > mostLooks) throw ecsErrors.templateTooFarBack.error({ family, looked: mostLooks });
      const found = await this.describe(arn);
      if (!found.taskDefinition.writtenFor) return { newest, foreign: found.taskDefinition };
      if (!lookBack || revision <= lookBack.foreign) {
        lookBack = found.lookBack;
        remembered = undefined;
      }
    }
    return { newest, foreign: undefined };
  }

  /** Undefined for one that was deregistered or deleted since a copy remembered it. */
  async #ifActiveAndForeign(name: string): Promise<TaskDefinition | undefined> {
    try {
      const { active, taskDefinition } = await this.describe(name);
      return active && !taskDefinition.writtenFor ? taskDefinition : undefined;
    } catch (error) {
      if (isProblem(error, ecsErrors.taskDefinitionNotFound.code)) return undefined;
      throw error;
    }
  }

  /** ARNs, newest first; a page is asked for when it is needed. */
  async *#activeRevisions(family: string): AsyncGenerator<string, undefined> {
    let nextToken: string | undefined;
    do {
      const token = nextToken;
      const page = await ask(
        this.#access,
        'ecs:ListTaskDefinitions',
        `task definition ${family}`,
        (options) =>
          this.#access.ecs.send(
            new ListTaskDefinitionsCommand({
              familyPrefix: family,
              status: 'ACTIVE',
              sort: 'DESC',
              maxResults: 100,
              ...(token !== undefined && { nextToken: token }),
            }),
            options,
          ),
      );
      // The filter is called a prefix; other families must never be taken for this one.
      yield* (page.taskDefinitionArns ?? []).filter((arn) => familyOf(arn) === family);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return undefined;
  }
}

function isCopyFor({ writtenFor, containers }: TaskDefinition, change: ImageChange): boolean {
  return (
    writtenFor?.promotion === change.promotion &&
    writtenFor.service === change.service &&
    writtenFor.releaseId === change.releaseId &&
    containers.some(({ name, image }) => name === change.container && image === change.image)
  );
}

/** A promotion's id is a ULID, which begins with its time; undefined for one that is not. */
function beginningOf(promotion: string): number | undefined {
  try {
    return decodeTime(promotion);
  } catch {
    return undefined;
  }
}

function isProblem(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.problems.some((problem) => problem.code === code);
}

function familyOf(arn: string): string {
  return lastSegment(arn).replace(/:\d+$/, '');
}

function revisionOf(arn: string): number {
  return Number(/:(\d+)$/.exec(arn)?.[1] ?? 0);
}
