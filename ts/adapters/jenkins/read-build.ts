import { isBuildResult, type Look } from '../../core/choices/build.ts';
import { readRootChildren } from './root-children.ts';
import { BrokenXml } from './xml-markup.ts';

/**
 * What a build.xml says of its build. The number is its folder's name; the file does not hold it.
 *
 * A pipeline run (`flow-build`) is over when it says `<completed>true</completed>`: its `<execution>` says `<result>SUCCESS</result>`
 * from the first second on. All other kinds (`build`, `matrix-build`, …) get their `<result>` when the main part is over, and
 * `<duration>` only after the post-build actions (hudson.model.Run#execute); until then it is 0.
 */
export function readBuild(number: number, xml: string): Look {
  try {
    const { root, texts } = readRootChildren(xml, wanted);
    const result = texts.get('result');
    const isOver = root === 'flow-build' ? texts.get('completed') === 'true' : texts.get('duration') !== '0';
    if (result === undefined || !isOver) return { state: 'unfinished', number };
    if (!isBuildResult(result))
      return { state: 'unreadable', number, reason: `its result is "${result.slice(0, 40)}"` };
    return { state: 'completed', number, displayName: texts.get('displayName') ?? `#${number}`, result };
  } catch (error) {
    if (error instanceof BrokenXml) {
      return { state: 'unreadable', number, reason: `its build.xml is broken, ${error.message}` };
    }
    throw error;
  }
}

const wanted: ReadonlySet<string> = new Set(['result', 'displayName', 'completed', 'duration']);
