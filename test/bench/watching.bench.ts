import { falseAlarm, healthy } from '../watching/healthy.ts';
import { measure, type Measured } from '../watching/measure.ts';
import { awsCli, backOff, type Waiter } from '../watching/others.ts';
import { quiet } from '../watching/quiet.ts';
import { scenes, type Scene } from '../watching/scenes.ts';
import type { Bench, Measurement } from '../../ts/tools/bench.ts';

export const bench: Bench = {
  title: 'how soon a failing deployment is named, what that costs, and whether a healthy one is ever stopped',
  async run() {
    return [
      ...(await measureScenes()),
      await measureRequests(50),
      await measureRequests(500),
      await measureHealthy(1000),
    ];
  },
};

const mostLooks = 2;
const mostSeconds = 10;

async function measureScenes(): Promise<readonly Measurement[]> {
  const measured: { scene: Scene; seen: Measured }[] = [];
  for (const scene of scenes) measured.push({ scene, seen: await measure(scene) });
  const all = measured.map(({ seen }) => seen);
  return [
    ...measured.map(({ scene, seen }) => lineOf(scene, seen)),
    {
      what: `all ${all.length} ways to fail`,
      text: `named after ${most(all, ({ looks }) => looks)} look(s) and ${most(all, ({ seconds }) => seconds).toFixed(1)} s at most, ${median(all.map(({ seconds }) => seconds)).toFixed(1)} s in the median`,
      holds: measured.every(({ scene, seen }) => isNamed(scene, seen)),
    },
    ...[awsCli, backOff].map((waiter) => summaryOf(waiter, all)),
  ];
}

function lineOf(scene: Scene, seen: Measured): Measurement {
  const { looks, seconds, signAfterSeconds, named } = seen;
  const others = [awsCli, backOff].map(({ name }) => {
    const end = seen.others[name];
    return `${name}: ${end ? `${end.end} after ${end.seconds.toFixed(0)} s` : 'goes on'}`;
  });
  return {
    what: scene.name,
    text: `${named ?? 'nothing'} ${seconds.toFixed(1)} s and ${looks} look(s) after the first sign at ${signAfterSeconds.toFixed(0)} s; ${others.join(', ')}`,
    holds: isNamed(scene, seen),
  };
}

function isNamed(scene: Scene, { named, service, looks, seconds }: Measured): boolean {
  const isRight = named === scene.class && service === 'service1';
  return isRight && looks <= mostLooks && seconds <= mostSeconds;
}

/** They never name a cause; this is how long they take to end at all, and what they take the end for. */
function summaryOf({ name }: Waiter, all: readonly Measured[]): Measurement {
  const ends = all.map(({ others }) => others[name]);
  const stable = ends.filter((end) => end?.end === 'stable');
  const before = all.filter(
    ({ others, signAfterSeconds }) => (others[name]?.seconds ?? Infinity) < signAfterSeconds,
  );
  const later = all.flatMap(({ others, signAfterSeconds }) => {
    const end = others[name];
    return end ? [end.seconds - signAfterSeconds] : [];
  });
  return {
    what: name,
    text: `names none; ends ${median(later).toFixed(0)} s after the first sign in the median, ${Math.max(...later).toFixed(0)} s at most; calls ${stable.length} of these ${all.length} failures stable, ${before.length} of them before anything went wrong`,
  };
}

async function measureRequests(services: number): Promise<Measurement> {
  const looks = await quiet(services, 5);
  const requests = looks.map((look) => look.requests);
  const apart = looks.slice(1).map(({ at }, index) => (at - (looks[index]?.at ?? 0)) / 1000);
  const perMinute = (60 * median(requests)) / median(apart);
  return {
    what: `${services} quiet services`,
    text: `${median(requests)} requests a look (${Math.max(...requests)} at most), a look every ${median(apart).toFixed(0)} s: ${perMinute.toFixed(0)} requests a minute`,
    holds: services > 50 ? perMinute <= 120 : Math.max(...requests) <= 10 && median(apart) <= mostSeconds,
  };
}

/** Each disturbance is drawn from the run's number, so a false alarm can be looked at again. */
async function measureHealthy(runs: number): Promise<Measurement> {
  const before = process.cpuUsage();
  const alarms: string[] = [];
  let disturbances = 0;
  let looks = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const run = await healthy(seed);
    const alarm = falseAlarm(run);
    if (alarm !== null) alarms.push(`${seed}: ${alarm}`);
    disturbances += run.disturbances.length;
    looks += run.watched.looks.length;
  }
  const { user, system } = process.cpuUsage(before);
  return {
    what: `${runs} healthy deployments`,
    text: `${alarms.length} false alarms with ${disturbances} disturbances in ${looks} looks (${((user + system) / 1e6).toFixed(0)} s of CPU time)${alarms
      .slice(0, 5)
      .map((alarm) => `\n    ${alarm}`)
      .join('')}`,
    holds: alarms.length === 0,
  };
}

function most(all: readonly Measured[], value: (seen: Measured) => number): number {
  return Math.max(...all.map(value));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
