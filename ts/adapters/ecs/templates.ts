import { serviceTemplate } from '../../core/render/service-template.ts';
import type { Templates } from '../../ports/templates.ts';
import type { EcsAccess } from './access.ts';
import { describeActiveService } from './describe-services.ts';
import { describeTaskDefinition } from './describe-task-definition.ts';

/** Asked as it is now; nothing is changed. */
export function ecsTemplates(access: Omit<EcsAccess, 'cluster'>): Templates {
  return {
    taskDefinition: async (name) =>
      (await describeTaskDefinition({ ...access, cluster: '' }, name)).taskDefinition.definition,
    service: async (cluster, ecsService) =>
      serviceTemplate(await describeActiveService({ ...access, cluster }, ecsService)),
  };
}
