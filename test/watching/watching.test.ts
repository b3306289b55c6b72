import { classIds } from '../../ts/core/diagnosis/class-ids.ts';
import { isBenignClass } from '../../ts/core/diagnosis/classes.ts';
import { falseAlarm, healthy } from './healthy.ts';
import { measure } from './measure.ts';
import { quiet } from './quiet.ts';
import { scenes } from './scenes.ts';

/** The rules that `npm run bench watching` measures at length; here on one deployment a class, and some healthy ones. */
const oneOfEach = classIds.flatMap((id) => scenes.find((scene) => scene.class === id) ?? []);

test.each(oneOfEach.map((scene) => [scene.class, scene] as const))(
  '%s is named for the right service at the second look or before, within ten seconds of the first sign',
  async (id, scene) => {
    const { named, service, looks, seconds } = await measure(scene, false);
    expect({ named, service }).toEqual({ named: id, service: 'service1' });
    expect(looks).toBeLessThanOrEqual(2);
    expect(seconds).toBeLessThanOrEqual(10);
  },
);

test('every class of failure has its scene; a circuit breaker acts on what was named before', () => {
  const failing = classIds.filter((id) => !isBenignClass(id) && id !== 'circuit-breaker');
  expect(oneOfEach.map((scene) => scene.class)).toEqual(failing);
});

test('fifty quiet services cost at most ten requests a look, and are looked at often enough', async () => {
  const looks = await quiet(50, 2);
  expect(looks.length).toBeGreaterThan(5);
  expect(Math.max(...looks.map(({ requests }) => requests))).toBeLessThanOrEqual(10);
  const apart = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
  expect(Math.max(...apart)).toBeLessThan(10_000);
});

test('a healthy deployment is never stopped, whatever befalls it', async () => {
  for (let seed = 1; seed <= 15; seed++)
    expect([seed, falseAlarm(await healthy(seed))]).toEqual([seed, null]);
});
