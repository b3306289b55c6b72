import { shortId } from '../../release/short-id.ts';
import type { Board } from '../board.ts';
import type { BoardEnvironment } from '../environment.ts';
import { html, oneLine, type Markup } from './markup.ts';
import { count, moment, name, some } from './words.ts';

/** What somebody should look at, before anything else; and when there is nothing, that. */
export function attention({ environments, at, looked }: Board): Markup {
  const rows = environments.flatMap((environment, index) =>
    wordsOn(environment, at).map(
      (words) => html`<li><a href="#e${index}">${name(environment.name)}</a> ${words}</li>`,
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

function wordsOn(environment: BoardEnvironment, at: string): readonly string[] {
  const { drift, running, underWay, stop, unreachable, history, existence } = environment;
  const [last] = history;
  const said: (string | false)[] = [
    drift.size > 0 &&
      `does not run what was recorded: ${some([...drift.keys()], 5)} (${count(drift.size, 'service')})`,
    unreachable !== null && `could not be looked at: ${oneLine(unreachable, 160)}`,
    running?.standing === 'takenBack' && 'runs a release whose verification was taken back',
    running?.standing === 'notVerified' && 'runs a release that was never verified there',
    underWay !== null &&
      `has a promotion of ${shortId(underWay.releaseId)} by ${name(underWay.by)} since ${moment(underWay.at, at)} that ${underWay.question ? 'waits for a person' : 'has not ended'}`,
    stop !== null &&
      `is stopped by ${name(stop.by)} since ${moment(stop.at, at)}: ${oneLine(stop.reason, 160)}`,
    last?.result === 'rolledBack' &&
      `went back on ${moment(last.at, at)} from ${shortId(last.releaseId)}: ${oneLine(last.summary, 160)}`,
    last?.result === 'failed' &&
      `failed on ${moment(last.at, at)} with ${shortId(last.releaseId)}: ${oneLine(last.summary, 160)}`,
    (existence === 'halfUp' || existence === 'halfDown') && 'was not created or destroyed to its end',
  ];
  return said.filter((words) => words !== false);
}
