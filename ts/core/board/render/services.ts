import type { Board } from '../board.ts';
import type { BoardBuild, BoardService, Place } from '../services.ts';
import { html, oneLine, type Markup } from './markup.ts';
import { matrix } from './matrix.ts';
import { moment, name, some } from './words.ts';

/** Which builds run where: as a table for wide screens, and as a list with what each build is about. */
export function services(board: Board): Markup {
  return html`<section aria-labelledby="services">
    <h2 id="services">Services</h2>
    ${matrix(board)}${board.services.map((service) => one(service, board))}
  </section> `;
}

function one({ name: service, builds, missingIn }: BoardService, board: Board): Markup {
  return html`<div class="service">
    <h3>${name(service)}</h3>
    <ul>
      ${builds.map((build) => line(build, board))}${
        missingIn.length === 0
          ? null
          : html`<li><b>–</b><span>nothing on record</span><span>${some(missingIn, 12)}</span></li> `
      }
    </ul>
  </div> `;
}

function line({ build, subject, places }: BoardBuild, board: Board): Markup {
  return html`<li>
    <b>${build}</b><bdi>${oneLine(subject, 72)}</bdi
    ><span>${places.map((place) => where(place, board))}</span>
  </li> `;
}

function where({ environment, at, by, standing, drift }: Place, board: Board): Markup {
  return html`<span
    ><i>${name(environment)}</i> ${moment(at, board.at)}
    ${name(by)}${
      standing === 'verified'
        ? null
        : html` <b class="odd">${standing === 'takenBack' ? 'taken back' : 'not verified'}</b>`
    }${drift === null ? null : html` <b class="bad">drift</b> runs ${oneLine(drift, 120)}`}</span
  > `;
}
