import type { Config, Environment } from '../../core/config/config.ts';
import { parseConfig } from '../../core/config/parse.ts';
import { doctorCheckIds, doctorChecks, type DoctorCheckId } from '../../core/doctor/checks.ts';
import type { Place } from '../../core/doctor/place.ts';
import type { DoctorRow } from '../../core/doctor/row.ts';
import { ProblemError, type Problem } from '../../core/errors/problem.ts';
import { ok, skipped } from '../../core/preflight/row.ts';
import type { JenkinsHome, LedgerTrial } from '../../ports/doctor.ts';
import type { Files } from '../../ports/files.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { verifyLedger } from '../ledger-verify.ts';
import { environmentChecks, type EnvironmentTools } from './environment-checks.ts';
import { examine, type Examination, type Patience } from './examine.ts';
import { jenkinsChecks } from './jenkins-checks.ts';
import { machineChecks, machineSubject, type MachineTools } from './machine-checks.ts';

/** promotion.yaml as far as it could be read. */
export type ReadConfiguration =
  | { readonly read: true; readonly file: string; readonly config: Config }
  | { readonly read: false; readonly file: string; readonly problems: readonly Problem[] | null };

/**
 * @param said as a person named it; null: the usual name, which need not be there
 * @param limitBytes of the file
 */
export async function readConfiguration(
  files: Files,
  said: string | null,
  limitBytes: number,
): Promise<ReadConfiguration> {
  const file = said ?? 'promotion.yaml';
  try {
    return { read: true, file, config: parseConfig(await files.readText(file, limitBytes), file) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const missing = said === null && error.problems.some(({ code }) => code === 'file-missing');
    return { read: false, file, problems: missing ? null : error.problems };
  }
}

export interface DoctorTools extends MachineTools, EnvironmentTools, Patience {
  /** VERSION of the program. */
  readonly version: string;
  /** Undefined where there is no Jenkins home on this machine. */
  readonly home: JenkinsHome | undefined;
  readonly openLedger: (config: Config) => Promise<Ledger>;
  readonly ledgerTrial: (config: Config) => LedgerTrial;
}

/**
 * Every check that is for this kind of machine, whatever the others find. What needs a configuration that could not be read is skipped.
 *
 * @param environments those that are wanted; none without a configuration
 */
export function doctor(
  place: Place,
  configuration: ReadConfiguration,
  environments: readonly Environment[],
  tools: DoctorTools,
): Promise<readonly DoctorRow[]> {
  const config = configuration.read ? configuration.config : undefined;
  const examinations = [
    ...machineChecks(config, tools),
    ...(tools.home ? jenkinsChecks(tools.home, config, tools.env, tools.version) : []),
    configurationCheck(configuration),
    ...(config ? [...ledgerChecks(config, tools), ...environmentChecks(config, environments, tools)] : []),
  ];
  const isForHere = ({ check }: Pick<Examination, 'check'>) => doctorChecks[check].on.includes(place);
  const begun = examinations.filter(isForHere);
  return examine([...begun, ...without(begun, configuration).filter(isForHere)], tools);
}

function of(check: DoctorCheckId, look: Examination['look']): Examination {
  return { subject: machineSubject, check, look };
}

/** Nothing that is usually looked at is passed over in silence. */
function without(begun: readonly Examination[], configuration: ReadConfiguration): readonly Examination[] {
  const why = configuration.read
    ? 'there is no Jenkins home here; name it with --jenkins-home'
    : `without ${configuration.file} it is not known`;
  return doctorCheckIds
    .filter((check) => !doctorChecks[check].perEnvironment || !configuration.read)
    .filter((check) => !begun.some((one) => one.check === check))
    .map((check) => of(check, () => Promise.resolve(skipped(check, why))));
}

function configurationCheck(configuration: ReadConfiguration): Examination {
  const { file } = configuration;
  return of('configuration', () => {
    if (configuration.read) {
      const { services, environments } = configuration.config;
      const names = [services, environments].map((all) => all.map(({ name }) => name).join(', '));
      return Promise.resolve(ok('configuration', `${file}: ${names.join('; ')}`));
    }
    const [first, ...others] = configuration.problems ?? [];
    // Refused like everything that is refused, so that one place puts problems into rows.
    if (first) return Promise.reject(new ProblemError([first, ...others]));
    return Promise.resolve(skipped('configuration', `there is no ${file} here; name it with --config`));
  });
}

function ledgerChecks(config: Config, tools: DoctorTools): readonly Examination[] {
  return [
    of('ledger', async () => {
      const ledger = await tools.openLedger(config);
      const chains = await verifyLedger(ledger, { noted: new Map() });
      const held = chains.map(({ environment, facts }) => `${environment} ${facts}`).join(', ');
      return ok(
        'ledger',
        `${ledger.address}: ${held === '' ? 'no fact yet' : `facts of ${held}; every link holds`}`,
      );
    }),
    of('ledger-write', async () => {
      try {
        const { tried, how } = await tools.ledgerTrial(config).tryWriting();
        return tried ? ok('ledger-write', how) : skipped('ledger-write', how);
      } catch (error) {
        // The check before has said so; the same twice looks like two things to mend.
        const isNone = error instanceof ProblemError && error.problems[0].code === 'ledger-not-configured';
        if (isNone) return skipped('ledger-write', 'there is no ledger to try');
        throw error;
      }
    }),
  ];
}
