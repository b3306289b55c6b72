import * as z from 'zod/mini';
import type { RecordedCall } from '../calls.ts';
import type { AwsError } from '../protocol/aws-error.ts';
import { faultSchema, hooksByKind, type Fault } from './fault.ts';
import type {
  ActiveFault,
  AlarmFacts,
  Befalls,
  Exit,
  HookAnswer,
  HookFacts,
  HookOutcome,
  Hooks,
  LifecycleHookFacts,
  StartFailure,
  TargetFailure,
  TaskEnd,
} from './kind.ts';
import type { ContainerFacts } from './place.ts';

/** The faults in force. The emulator asks at each of its moments; where only one answer can be, the first fault's counts. */
export class Faults {
  private readonly active: ActiveFault[] = [];
  private added = 0;

  /** Puts a fault in force until it is removed. Throws when it is not a fault (`unknown` comes in over HTTP). Answers its id. */
  add(fault: Fault): string {
    const parsed = z.safeParse(faultSchema, fault);
    if (!parsed.success) throw new Error(`not a fault: ${z.prettifyError(parsed.error)}`);
    const id = `fault-${++this.added}`;
    this.active.push({ id, fault: parsed.data, uses: 0, struck: new Set() });
    return id;
  }

  remove(id: string): void {
    const index = this.active.findIndex((each) => each.id === id);
    if (index >= 0) this.active.splice(index, 1);
  }

  clear(): void {
    this.active.length = 0;
  }

  list(): readonly ActiveFault[] {
    return this.active;
  }

  placementFailure(container: ContainerFacts): string | undefined {
    return this.first((hooks, active) => hooks.placementFailure?.(active.fault, container, active));
  }

  startFailure(container: ContainerFacts): StartFailure | undefined {
    return this.first((hooks, active) => hooks.startFailure?.(active.fault, container, active));
  }

  imageGone(container: ContainerFacts): boolean {
    return this.all((hooks, active) => hooks.imageGone?.(active.fault, container, active)).includes(true);
  }

  pullDelaySeconds(container: ContainerFacts): number {
    return Math.max(0, ...this.all((hooks, active) => hooks.pullDelay?.(active.fault, container, active)));
  }

  exit(container: ContainerFacts): Exit | undefined {
    return this.first((hooks, active) => hooks.exit?.(active.fault, container, active));
  }

  taskEnd(container: ContainerFacts, old: boolean): TaskEnd | undefined {
    return this.first((hooks, active) => hooks.taskEnd?.(active.fault, container, active, old));
  }

  containerUnhealthy(container: ContainerFacts): boolean {
    return this.all((hooks, active) => hooks.containerUnhealthy?.(active.fault, container, active)).includes(
      true,
    );
  }

  targetFailure(container: ContainerFacts): TargetFailure | undefined {
    return this.first((hooks, active) => hooks.targetFailure?.(active.fault, container, active));
  }

  /** Several things may befall one deployment. */
  befalls(container: ContainerFacts): readonly Befalls[] {
    return this.all((hooks, active) => hooks.befalls?.(active.fault, container, active));
  }

  /** Without a fault a hook's function answers that all is well. */
  hookOutcome(hook: HookFacts): HookOutcome {
    const scripted = this.first((hooks, active) => hooks.hookOutcome?.(active.fault, hook, active));
    return scripted ?? { status: 'Succeeded', afterSeconds: 3 };
  }

  inAlarm(facts: AlarmFacts): boolean {
    return this.first((hooks, active) => hooks.alarm?.(active.fault, facts, active)) ?? false;
  }

  hookAnswer(facts: LifecycleHookFacts): HookAnswer {
    return this.first((hooks, active) => hooks.hookAnswer?.(active.fault, facts, active)) ?? 'SUCCEEDED';
  }

  refusal(call: RecordedCall, query: boolean): AwsError | undefined {
    return this.first((hooks, active) => hooks.refusal?.(active.fault, call, active, query));
  }

  private all<T>(ask: (hooks: Hooks<unknown>, active: ActiveFault) => T | undefined): readonly T[] {
    return this.active.flatMap((active) => ask(hooksByKind[active.fault.kind] ?? {}, active) ?? []);
  }

  private first<T>(ask: (hooks: Hooks<unknown>, active: ActiveFault) => T | undefined): T | undefined {
    for (const active of this.active) {
      const answer = ask(hooksByKind[active.fault.kind] ?? {}, active);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
