import type { Board } from '../board.ts';
import { conditionOf, type Condition } from '../condition.ts';
import type { BoardEnvironment } from '../environment.ts';
import type { WaitingRelease } from '../waiting.ts';
import { conditions } from './conditions.ts';
import { historyDrawingOf } from './files.ts';
import { html, oneLine, type Markup } from './markup.ts';
import { count, medianTime, moment, name, perWeek, release, share, some } from './words.ts';

/** A card an environment, along the line. */
export function cards(board: Board): Markup {
  return html`<section aria-labelledby="environments">
    <h2 id="environments">Environments</h2>
    <div class="cards">
      ${board.environments.map((environment, index) => card(environment, index, board))}
    </div>
  </section> `;
}

const words: Readonly<Record<Condition, string>> = {
  drift: 'drift',
  takenBack: 'taken back',
  notVerified: 'not verified',
  failed: 'failed',
  stopped: 'stopped',
  frozen: 'frozen',
  underWay: 'under way',
  verified: 'verified',
  down: 'down',
  nothing: 'empty',
};

/** Why no release stands there. */
const idle: Partial<Record<Condition, string>> = {
  down: 'does not exist now',
  nothing: 'nothing was promoted here yet',
  failed: 'what runs is not known: the last promotion failed',
  underWay: 'the first promotion is under way',
};

function card(environment: BoardEnvironment, index: number, board: Board): Markup {
  const { running, history, promotesFrom } = environment;
  const condition = conditionOf(environment);
  return html`<article class="card ${condition}" id="e${index}">
    <h3>${name(environment.name)}</h3>
    <b class="state">${words[condition]}</b>
    <p class="from">${promotesFrom.length === 0 ? 'from the builds' : `from ${some(promotesFrom, 3)}`}</p>
    ${
      running
        ? html`<p class="runs">
            ${release(running.releaseId)} since ${moment(running.since.at, board.at)} by
            ${name(running.since.by)}
          </p>`
        : html`<p class="runs">${idle[condition] ?? 'what runs was not recorded'}</p>`
    }
    ${waits(environment, board)}
    ${
      history.length === 0
        ? null
        : html`<img
            src="${historyDrawingOf(index)}"
            width="320"
            height="48"
            alt="${drawn(environment, board)}"
          />`
    }
    ${measures(environment)}
  </article> `;
}

function waits({ waiting: { releases, more, held } }: BoardEnvironment, board: Board): Markup | null {
  if (releases.length === 0 && held === null) return null;
  return html`<ul class="waits">
    ${held === null ? null : html`<li>${oneLine(held, 240)}</li>`}${releases.map((one) => waiting(one, board))}${
      more > 0 && releases.every(({ gates }) => gates.length > 0)
        ? html`<li>and ${count(more, 'older release')}</li>`
        : null
    }
  </ul>`;
}

function waiting(one: WaitingRelease, board: Board): Markup {
  const { releaseId, verifiedIn, verifiedAt, changes, gates } = one;
  const what = changes.length === 0 ? 'the same builds' : some(changes, 2);
  return html`<li>
    ${release(releaseId)} ${what}, verified in ${name(verifiedIn)} ${moment(verifiedAt, board.at)}
    ${
      gates.length === 0
        ? html`<b class="open">may come${conditions(one)}</b>`
        : gates.map(
            ({ gate, what: refusal, next }) =>
              html`<b class="held">held: ${heldBy(gate)}</b>
                <small>${oneLine(`${refusal} ${next}`, 280)}</small>`,
          )
    }
  </li>`;
}

/** The codes of the gates as words; one without is told by its code. */
function heldBy(gate: string): string {
  return gateWords[gate] ?? gate.replaceAll('-', ' ');
}

const gateWords: Readonly<Record<string, string>> = {
  stopped: 'the line is stopped',
  frozen: 'frozen',
  soak: 'it has to soak',
  'one-at-a-time': 'another promotion is under way',
};

/** The drawing in words, for those who do not see it. */
function drawn({ history, name: environment }: BoardEnvironment, { at, days }: Board): string {
  const from = Date.parse(at) - days * 86_400_000;
  const shown = history.filter((row) => Date.parse(row.at) >= from);
  const failed = shown.filter(({ result }) => result === 'failed' || result === 'rolledBack').length;
  return `${count(shown.length, 'promotion')} to ${name(environment)} in ${days} days, ${failed} failed`;
}

function measures({ measures }: BoardEnvironment): Markup {
  const { deploymentsPerWeek, leadTime, changeFailureRate, timeToRestore, unrestored } = measures;
  const open = unrestored > 0 ? `, ${unrestored} open` : '';
  return html`<dl>
    <div>
      <dt>deployments a week</dt>
      <dd>${perWeek(deploymentsPerWeek)}</dd>
    </div>
    <div>
      <dt>lead time</dt>
      <dd>${medianTime(leadTime)}</dd>
    </div>
    <div>
      <dt>failed changes</dt>
      <dd>${share(changeFailureRate)}</dd>
    </div>
    <div>
      <dt>time to restore</dt>
      <dd>${medianTime(timeToRestore)}${open}</dd>
    </div>
  </dl>`;
}
