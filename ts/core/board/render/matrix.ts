import type { Board } from '../board.ts';
import type { BoardService, Place } from '../services.ts';
import { html, Markup } from './markup.ts';
import { name } from './words.ts';

/**
 * Services by environments, a build number each; a build that the environment before has, too, is pale, so that what differs along the
 * line stands out. Wide screens and paper only: the list below says the same and more.
 */
export function matrix({ services, environments }: Board): Markup {
  const names = environments.map((environment) => environment.name);
  return html`<section class="wide" aria-labelledby="matrix" tabindex="0">
    <table class="matrix">
      <caption id="matrix">
        Builds by environment. A pale number is the build of the environment to its left.
      </caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          ${names.map((one) => html`<th scope="col">${name(one)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${services.map((service) => row(service, names))}
      </tbody>
    </table>
  </section> `;
}

function row(service: BoardService, names: readonly string[]): Markup {
  const cells = new Map(
    service.builds.flatMap((build) =>
      build.places.map((place) => [place.environment, { place, number: build.build, build }] as const),
    ),
  );
  const missing = new Set(service.missingIn);
  let left: unknown;
  const columns = names.map((environment) => {
    const cell = cells.get(environment);
    const same = cell !== undefined && cell.build === left;
    left = cell?.build;
    if (!cell) return missing.has(environment) ? html`<td>–</td>` : html`<td></td>`;
    return html`<td${classOf(cell.place, same)}>${cell.number}${remark(cell.place)}</td>`;
  });
  return html`<tr>
    <th scope="row">${name(service.name)}</th>
    ${columns}
  </tr> `;
}

function classOf({ drift, standing }: Place, same: boolean): Markup {
  if (drift !== null) return new Markup(' class="bad"');
  if (standing !== 'verified') return new Markup(' class="odd"');
  return new Markup(same ? ' class="same"' : '');
}

/** Never by colour alone. */
function remark({ drift, standing }: Place): Markup | null {
  if (drift !== null) return html` <small>drift</small>`;
  if (standing === 'verified') return null;
  return html` <small>${standing === 'takenBack' ? 'taken back' : 'not verified'}</small>`;
}
