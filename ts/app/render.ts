import { renderErrors } from '../core/errors/catalogue/render.ts';
import { throwIfAny } from '../core/errors/problem.ts';
import { parseRelease } from '../core/release/parse.ts';
import { parseSavedDefinition } from '../core/render/saved.ts';
import { parseSavedService, type ServiceTemplate } from '../core/render/service-template.ts';
import { requireDigest } from '../core/render/taskdef.ts';
import { entriesToServiceBuild } from '../core/service-env/service-build.ts';
import { variableName, variablesOf } from '../core/service-env/variable-name.ts';
import type { Registrable } from '../core/task-definition/copy-with-image.ts';
import type { Files } from '../ports/files.ts';
import type { Templates } from '../ports/templates.ts';
import { releaseLimitBytes } from './release-files.ts';
import { readServiceEnvFiles } from './service-env.ts';

/** Where a task definition comes from: a file, a family, or what a service runs. */
export type DefinitionSource =
  | { readonly from: string }
  | { readonly family: string }
  | { readonly cluster: string; readonly ecsService: string };

/** Where a service's settings come from: saved, or as it is now. */
export type ServiceSource =
  | { readonly file: string; readonly ecsService: string | null }
  | { readonly cluster: string; readonly ecsService: string };

/** Where the image comes from: said, an env artifact, or a service of a release. */
export type ImageSource =
  | { readonly image: string }
  | { readonly artifact: string; readonly variable: string | null }
  | { readonly release: string; readonly service: string };

export interface RenderTools {
  readonly files: Files;
  /** Made when it is asked for: what comes from files needs neither region nor credentials. */
  readonly templates: () => Templates;
}

/** Far above the 64 KiB that a task definition may have (ECS quotas), and a hundred services. */
const limitBytes = 4 * 1024 * 1024;

export async function definitionFrom(
  source: DefinitionSource,
  { files, templates }: RenderTools,
): Promise<Registrable> {
  if ('from' in source) {
    return parseSavedDefinition({ file: source.from, text: await files.readText(source.from, limitBytes) });
  }
  if ('family' in source) return templates().taskDefinition(source.family);
  const live = templates();
  const { taskDefinition } = await live.service(source.cluster, source.ecsService);
  return live.taskDefinition(taskDefinition);
}

export async function serviceFrom(
  source: ServiceSource,
  { files, templates }: RenderTools,
): Promise<ServiceTemplate> {
  if ('cluster' in source) return templates().service(source.cluster, source.ecsService);
  const text = await files.readText(source.file, limitBytes);
  return parseSavedService({ file: source.file, text }, source.ecsService);
}

/** `repository@sha256:…` */
export async function imageFrom(source: ImageSource, { files }: RenderTools): Promise<string> {
  if ('image' in source) return requireDigest(source.image);
  if ('artifact' in source) return imageOfArtifact(source, files);
  const { services } = parseRelease(await files.readText(source.release, releaseLimitBytes), source.release);
  const build = Object.hasOwn(services, source.service) ? services[source.service] : undefined;
  if (build) return `${build.image}@${build.digest}`;
  const known = Object.keys(services);
  throw renderErrors.serviceNotInRelease.error({ file: source.release, service: source.service, known });
}

/** The variable follows from the file's name, as `service-env record` writes it: service1.env.groovy holds SERVICE1_BUILD. */
async function imageOfArtifact(
  { artifact, variable }: Extract<ImageSource, { artifact: string }>,
  files: Files,
): Promise<string> {
  const service = artifact.replace(/^.*\//, '').replace(/\.env\.groovy$/, '');
  const names = variablesOf(variable ?? variableName(service));
  const entries = (await readServiceEnvFiles([artifact], files)).flatMap((file) => file.entries);
  const { build, problems } = entriesToServiceBuild(names.build, entries);
  throwIfAny(problems.map((problem) => ({ place: { file: artifact }, ...problem })));
  if (build.image !== undefined && build.digest !== undefined) return `${build.image}@${build.digest}`;
  const missing = [
    ...(build.image === undefined ? [names.image] : []),
    ...(build.digest === undefined ? [names.digest] : []),
  ];
  throw renderErrors.artifactWithoutImage.error({ file: artifact, missing });
}
