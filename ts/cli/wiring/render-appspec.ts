import { join } from 'node:path';
import type * as z from 'zod/mini';
import { definitionFrom, serviceFrom, type ServiceSource } from '../../app/render.ts';
import { appSpecYaml } from '../../core/appspec/appspec-yaml.ts';
import { renderAppSpec } from '../../core/appspec/render-appspec.ts';
import { appSpecInput } from '../../core/render/appspec-input.ts';
import type { renderAppSpecStep } from '../../steps/render-appspec.ts';
import type { Context } from '../context.ts';
import { oneOf, renderTools, together, type TemplatesIn } from './render-sources.ts';

type Input = z.infer<(typeof renderAppSpecStep)['input']>;

/** Writes the files of `render appspec`. */
export async function renderAppspecFile(input: Input, context: Context, templatesIn: TemplatesIn) {
  const source = serviceSource(input);
  const tools = renderTools(input, context, templatesIn);
  const service = source === null ? null : await serviceFrom(source, tools);
  const definition = input.from === undefined ? null : await definitionFrom({ from: input.from }, tools);
  const wish = {
    taskDefinition: input.taskDefinition ?? null,
    container: input.container ?? null,
    port: input.port ?? null,
    platformVersion: input.platformVersion ?? null,
    subnets: input.subnet,
    securityGroups: input.securityGroup,
    assignPublicIp: input.assignPublicIp ?? null,
    hooks: input.hook,
  };
  const rendered = appSpecInput(wish, service, definition);
  const path = join(input.out, 'appspec.yaml');
  await tools.files.replaceText(path, appSpecYaml(renderAppSpec(rendered)));
  const { taskDefinition, containerName: container, containerPort: port } = rendered;
  return { output: { taskDefinition, container, port, files: [path] }, text: path };
}

/** Null where everything is said by flags or a task definition. */
function serviceSource({ cluster, service, services }: Input): ServiceSource | null {
  together({ '--cluster': cluster, '--service': service });
  if (services === undefined) together({ '--service': service, '--cluster': cluster });
  const ecsService = service ?? null;
  const ways = [
    ...(services === undefined ? [] : [{ flag: '--services', source: { file: services, ecsService } }]),
    ...(cluster === undefined
      ? []
      : [{ flag: '--cluster', source: { cluster, ecsService: ecsService ?? '' } }]),
  ];
  if (ways.length === 0) return null;
  return oneOf<ServiceSource>('the service', ways, ['--services FILE', '--cluster with --service']);
}
