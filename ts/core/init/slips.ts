import type { SourceFile } from '../terraform/source.ts';
import { stringOf } from './groovy-text.ts';

/**
 * A script that copies artifacts by their names and loads one that is not among them has a slip of the pen; the samples have one
 * (`load "import/service.env.groovy"` after a copy of `service1.env.groovy`). As a service it would be one that nobody builds.
 *
 * @param scripts without comments
 * @param name of an env artifact that they name
 * @returns the script, where nothing else tells of such an artifact
 */
export function slipWith(name: string, scripts: readonly SourceFile[]): string | undefined {
  const mentioning = scripts.filter(({ text }) => linesWith(name, text).length > 0);
  return mentioning.every(({ text }) => onlyLoads(name, text) && !copies(name, text))
    ? mentioning[0]?.path
    : undefined;
}

function linesWith(name: string, text: string): readonly string[] {
  return text.split('\n').filter((line) => line.includes(`/${name}.env.groovy`));
}

function onlyLoads(name: string, text: string): boolean {
  return linesWith(name, text).every((line) => /\bload\b/.test(line));
}

/** Where what is copied is not written out, or is more than one artifact, this one may be among them. */
function copies(name: string, text: string): boolean {
  const filters = copyCalls(text).map((call) => stringOf(call, 'filter') ?? '*');
  return (
    filters.length === 0 ||
    filters.some((filter) => /[*,]/.test(filter) || filter.endsWith(`/${name}.env.groovy`))
  );
}

/** What stands behind each call of Copy Artifact, as far as its arguments may reach. */
export function copyCalls(text: string): readonly string[] {
  return text
    .split(/\bcopyArtifacts\b|['"]CopyArtifact['"]/)
    .slice(1)
    .map((call) => call.slice(0, 1200));
}
