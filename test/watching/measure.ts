import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { inProcessAws } from '../../ts/rehearsal/aws/testing/in-process.ts';
import { firstSign, serviceOf } from './first-sign.ts';
import { awsCli, backOff, waiting, type WaiterEnd } from './others.ts';
import type { Scene } from './scenes.ts';
import { pass, watch, type Line, type Watched } from './watched.ts';

/** How a failing deployment was seen. Seconds are of deployment time. */
export interface Measured {
  /** The class that was named first, and the service it was named for. */
  readonly named: string | undefined;
  readonly service: string | undefined;
  /** After the deployment began. */
  readonly signAfterSeconds: number;
  /** From the first sign to its name: looks begun, and seconds. */
  readonly looks: number;
  readonly seconds: number;
  readonly others: Readonly<Record<string, WaiterEnd | null>>;
}

const halfAnHour = 1_800_000;

/** Follows the scene's deployment to the end that AWS gives it; we name, and stop nothing, so that the others see the same. */
export async function measure(scene: Scene, withOthers = true): Promise<Measured> {
  const { aws } = inProcessAws(1);
  await aws.layOut();
  await scene.deploy(aws);
  const service = serviceOf(aws);
  const [deployment] = service.deployments;
  if (!deployment) throw new Error('no deployment');
  const others = withOthers ? [awsCli, backOff].map((waiter) => ({ waiter, at: waiting(aws, waiter) })) : [];
  const began = aws.emulator.clock.now();
  let sign: number | undefined;
  const second = async () => {
    sign ??= firstSign(service, deployment, aws.emulator.clock.now());
    for (const { at } of others) await at.second();
  };
  const watched = await watch(aws, (services) => deployed(aws, services), {
    giveUp: 'never',
    deadline: began + halfAnHour,
    second,
    ...(!withOthers && { enough: (lines) => lines.some(isVerdict) }),
  });
  const left = began + halfAnHour - aws.emulator.clock.now();
  if (withOthers && left > 0) await pass(aws, left, second);
  await aws.close();
  return {
    ...verdictAfter(sign ?? NaN, watched),
    signAfterSeconds: ((sign ?? NaN) - began) / 1000,
    others: Object.fromEntries(others.map(({ waiter, at }) => [waiter.name, at.end])),
  };
}

async function deployed(aws: TestAws, services: Parameters<Parameters<typeof watch>[1]>[0]) {
  const taskDefinition = (await aws.service()).taskDefinition ?? '';
  const how = { ended: 'adopt', strategy: { type: 'rolling' }, promotion: 'p' } as const;
  return [await services.deploy('service1', taskDefinition, how)];
}

function verdictAfter(
  sign: number,
  { lines, looks }: Watched,
): Pick<Measured, 'named' | 'service' | 'looks' | 'seconds'> {
  const first = lines.find(isVerdict);
  const [, service, named] = /^ {2}(\S+) {2}verdict: (\S+) /.exec(first?.text ?? '') ?? [];
  const at = first?.at ?? NaN;
  return {
    named,
    service,
    looks: looks.filter((look) => look.at >= sign && look.at <= at).length,
    seconds: Math.max(0, at - sign) / 1000,
  };
}

function isVerdict({ text }: Line): boolean {
  return text.includes('  verdict: ');
}
