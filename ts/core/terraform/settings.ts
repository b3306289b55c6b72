import { terraformErrors } from '../errors/catalogue/terraform.ts';

/** Which Terraform is run: a binary, by path or by name on the PATH, or a pinned image. */
export type TerraformChoice = { readonly program: string } | { readonly image: string };

/**
 * The most particular of what says it: the flag, the environment, the tree's own `orchestrate.json`; otherwise `terraform` on the
 * PATH. In flag and environment an image is `docker:IMAGE`.
 *
 * @param settings text of `orchestrate.json`; undefined where there is none
 * @throws ProblemError `orchestrate-settings`, `terraform-image-not-pinned`
 */
export function terraformChoice(said: string | undefined, settings: string | undefined): TerraformChoice {
  const choice = said === undefined || said === '' ? fromSettings(settings) : fromWord(said);
  if ('image' in choice && !isPinned(choice.image))
    throw terraformErrors.imageNotPinned.error({ image: choice.image });
  return choice;
}

function fromWord(word: string): TerraformChoice {
  return word.startsWith('docker:') ? { image: word.slice('docker:'.length) } : { program: word };
}

function fromSettings(text: string | undefined): TerraformChoice {
  if (text === undefined) return { program: 'terraform' };
  const settings = parse(text);
  const unknown = Object.keys(settings).find((key) => key !== 'terraform' && key !== 'image');
  if (unknown !== undefined) throw wrong(`it has an unknown member "${unknown}"`);
  const { terraform, image } = settings;
  if (terraform !== undefined && image !== undefined) throw wrong('it names a program and an image');
  if (typeof image === 'string' && image !== '') return { image };
  if (typeof terraform === 'string' && terraform !== '') return { program: terraform };
  throw wrong('it names neither a program nor an image');
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause));
  }
  throw wrong('it is no JSON object');
}

function wrong(detail: string): Error {
  return terraformErrors.settings.error({ detail }, { place: { file: 'orchestrate.json' } });
}

/** By digest, or by a version with all its numbers, which registries keep. */
function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+\.\d+[\w.-]*$/.test(image);
}
