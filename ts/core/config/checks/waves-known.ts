import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { didYouMean } from '../../errors/suggest.ts';
import type { Check } from './check.ts';
import type { Draft } from '../draft.ts';

/** Waves name services of the file, each at most once: a service can't move twice in one promotion. */
export const wavesKnown: Check = (draft) => [
  ...problemsOf(['defaults'], draft.defaults?.waves, draft),
  ...[...draft.environments].flatMap(([environment, { waves }]) =>
    problemsOf(['environments', environment], waves, draft),
  ),
];

function problemsOf(
  path: readonly string[],
  waves: readonly (readonly string[])[] = [],
  { serviceNames: known, placeOf }: Draft,
): readonly Problem[] {
  const where = path.join('.');
  const seen = new Set<string>();
  return waves.flatMap((wave, index) =>
    wave.flatMap((service, position): readonly Problem[] => {
      const place = placeOf([...path, 'waves', index, position]);
      if (!known.includes(service)) {
        const suggestion = didYouMean(service, known);
        return [configErrors.waveUnknown.problem({ where, service, known, suggestion }, place)];
      }
      if (seen.has(service)) return [configErrors.waveTwice.problem({ where, service }, place)];
      seen.add(service);
      return [];
    }),
  );
}
