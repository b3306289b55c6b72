import type { Board } from '../board.ts';
import type { BoardEnvironment } from '../environment.ts';
import type { WaitingRelease } from '../waiting.ts';
import { html, type Markup } from './markup.ts';
import { conditions } from './conditions.ts';
import { moment, name, release, some } from './words.ts';

/**
 * What could be promoted now, with what will be asked: the question of everybody who opens the board to move something. Absent where
 * every environment has what it could have, or gates hold all of it; the cards say which.
 */
export function ready({ environments, at }: Board): Markup | null {
  const rows = environments.flatMap((environment, index) => {
    const { waiting, existence } = environment;
    const one = existence === 'down' ? undefined : waiting.releases.find(({ gates }) => gates.length === 0);
    return one ? [row(environment, index, one, at)] : [];
  });
  if (rows.length === 0) return null;
  return html`<section aria-labelledby="ready">
    <h2 id="ready">Ready to be promoted</h2>
    <ul class="ready">
      ${rows}
    </ul>
  </section> `;
}

function row(
  { name: environment, history }: BoardEnvironment,
  index: number,
  one: WaitingRelease,
  at: string,
): Markup {
  const { releaseId, verifiedIn, verifiedAt, changes } = one;
  const what = changes.length === 0 ? 'the same builds' : some(changes, 3);
  const asked = conditions(one);
  const failed = history.find(
    ({ releaseId: id, result }) => id === releaseId && (result === 'failed' || result === 'rolledBack'),
  );
  return html`<li>
    ${release(releaseId)} to <a href="#e${index}">${name(environment)}</a>${
      asked === '' ? null : html` <b>${asked.trimStart()}</b>`
    }${failed ? html` <b class="bad">failed there ${moment(failed.at, at)}</b>` : null}
    <span>${what}; verified in ${name(verifiedIn)} ${moment(verifiedAt, at)}</span>
  </li> `;
}
