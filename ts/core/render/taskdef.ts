import { renderErrors } from '../errors/catalogue/render.ts';
import { containersOf, copyWithImage, type Registrable } from '../task-definition/copy-with-image.ts';

/** The image of one build, by digest; or a placeholder that CodePipeline replaces. */
export type RenderedImage = { readonly image: string } | { readonly placeholder: string };

/**
 * `taskdef.json`: the definition as RegisterTaskDefinition takes it, with one container's image changed. With a placeholder the image
 * is `<IMAGE1_NAME>`, which CodePipeline's CodeDeployToECS action fills in from `imageDetail.json` (CodePipeline user guide, "Amazon ECS
 * and CodeDeploy blue-green deploy action reference").
 */
export function renderTaskdef(
  described: Registrable,
  container: string | null,
  image: RenderedImage,
): { readonly container: string; readonly text: string } {
  const chosen = containerOf(described, container);
  const value = 'image' in image ? image.image : `<${image.placeholder}>`;
  return { container: chosen, text: jsonText(copyWithImage(described, chosen, value)) };
}

/** `imageDetail.json`, the input artifact of the same action. */
export function imageDetailText(image: string): string {
  return jsonText({ ImageURI: image });
}

/** @throws render-container-unclear unless it is named, or there is only one */
export function containerOf(definition: Registrable, wanted: string | null): string {
  const containers = containersOf(definition).map(({ name }) => String(name));
  const [only] = containers;
  if (wanted === null && only !== undefined && containers.length === 1) return only;
  if (wanted !== null && containers.includes(wanted)) return wanted;
  throw renderErrors.containerUnclear.error({ containers, wanted });
}

/** @throws render-image-not-by-digest */
export function requireDigest(image: string): string {
  if (/^[^@\s]+@sha256:[0-9a-f]{64}$/.test(image)) return image;
  throw renderErrors.imageNotByDigest.error({ image });
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
