import { doctorErrors } from '../errors/catalogue/doctor.ts';
import type { Problem } from '../errors/problem.ts';
import { renderBlocks } from '../preflight/render.ts';
import { doctorChecks } from './checks.ts';
import type { TakenFor } from './place.ts';
import type { DoctorRow } from './row.ts';

const article = { controller: 'a controller', agent: 'an agent', laptop: 'a laptop' } as const;

/** What the machine was taken for, and a block for it and for each environment. */
export function renderDoctor({ place, because }: TakenFor, rows: readonly DoctorRow[]): string {
  const subjects = [...new Set(rows.map(({ subject }) => subject))];
  return [
    `Taken for ${article[place]}, because ${because}.`,
    renderBlocks(
      'Doctor',
      subjects.map((subject) => [subject, rows.filter((row) => row.subject === subject)]),
    ),
  ].join('\n');
}

/** The failures as problems; those of the configuration first, because they decide the exit code: no waiting helps them. */
export function problemsOf(rows: readonly DoctorRow[]): readonly Problem[] {
  const failures = rows.filter(({ outcome }) => outcome === 'failed');
  const unfit = failures.filter(({ check }) => doctorChecks[check].category === 'configuration');
  const unable = failures.filter(({ check }) => doctorChecks[check].category === 'infrastructure');
  return [
    ...unfit.map((row) => doctorErrors.unfit.problem({ ...row, next: row.next ?? '' })),
    ...unable.map((row) => doctorErrors.unable.problem({ ...row, next: row.next ?? '' })),
  ];
}
