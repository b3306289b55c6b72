import { shortId } from '../../release/short-id.ts';
import type { Holding } from '../../freeze/holding.ts';
import type { Board } from '../board.ts';
import type { BoardEnvironment } from '../environment.ts';
import { html, oneLine, type Markup } from './markup.ts';
import { count, moment, name, some } from './words.ts';

/** What somebody should look at, before anything else, the worst first; and when there is nothing, that. */
export function attention({ environments, at, looked }: Board): Markup {
  const found = environments.flatMap((environment, index) =>
    wordsOn(environment, at).map((sight) => ({ ...sight, environment, index })),
  );
  const rows = (['bad', 'odd'] as const).flatMap((weight) =>
    found
      .filter((one) => one.weight === weight)
      .map(
        ({ environment, index, words }) =>
          html`<li class="${weight}"><a href="#e${index}">${name(environment.name)}</a> ${words}</li>`,
      ),
  );
  const fine = looked
    ? 'Nothing. What runs is what was recorded, and that was verified.'
    : 'Nothing on record. What runs was not looked at.';
  return html`<section aria-labelledby="look">
    <h2 id="look">To look at</h2>
    ${
      rows.length === 0
        ? html`<p class="fine">${fine}</p>`
        : html`<ul class="look">
            ${rows}
          </ul>`
    }
  </section> `;
}

interface Sight {
  /** `bad`: something that should run does not; `odd`: somebody should know. */
  readonly weight: 'bad' | 'odd';
  readonly words: string;
}

function wordsOn(environment: BoardEnvironment, at: string): readonly Sight[] {
  return [
    ...wrong(environment, at).map((words) => ({ weight: 'bad', words }) as const),
    ...waiting(environment, at).map((words) => ({ weight: 'odd', words }) as const),
  ];
}

function wrong({ drift, running, history: [last] }: BoardEnvironment, at: string): readonly string[] {
  const when = last && `on ${moment(last.at, at)}`;
  const what = last && `${shortId(last.releaseId)}: ${oneLine(last.summary, 160)}`;
  return said([
    drift.size > 0 &&
      `does not run what was recorded: ${some([...drift.keys()], 5)} (${count(drift.size, 'service')})`,
    running?.standing === 'takenBack' && 'runs a release whose verification was taken back',
    running?.standing === 'notVerified' && 'runs a release that was never verified there',
    last?.result === 'rolledBack' && `went back ${when ?? ''} from ${what ?? ''}`,
    last?.result === 'failed' && `failed ${when ?? ''} with ${what ?? ''}`,
  ]);
}

function waiting(environment: BoardEnvironment, at: string): readonly string[] {
  const { underWay, stop, frozen, unreachable, existence } = environment;
  const [freeze] = frozen;
  return said([
    unreachable !== null && `could not be looked at: ${oneLine(unreachable, 160)}`,
    underWay !== null &&
      `has a promotion of ${shortId(underWay.releaseId)} by ${name(underWay.by)} since ${moment(underWay.at, at)} that ${underWay.question ? 'waits for a person' : 'has not ended'}`,
    stop !== null &&
      `is stopped by ${name(stop.by)} since ${moment(stop.at, at)}: ${oneLine(stop.reason, 160)}`,
    freeze !== undefined && frozenWords(freeze),
    (existence === 'halfUp' || existence === 'halfDown') && 'was not created or destroyed to its end',
  ]);
}

function frozenWords({ name: freeze, local, services, reason }: Holding): string {
  const whom = services === null ? '' : ` for ${some(services, 5)}`;
  const why = reason === null ? '' : `: ${oneLine(reason, 160)}`;
  return `is frozen${whom} until ${local} (${name(freeze)}${why})`;
}

function said(words: readonly (string | false)[]): readonly string[] {
  return words.filter((one) => one !== false);
}
