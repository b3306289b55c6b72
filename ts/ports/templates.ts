import type { ServiceTemplate } from '../core/render/service-template.ts';
import type { Registrable } from '../core/task-definition/copy-with-image.ts';

/** What AWS has now, to be rendered with something changed. */
export interface Templates {
  /** The newest active revision of a family, or a revision by `family:revision` or ARN; with its tags. */
  taskDefinition(name: string): Promise<Registrable>;

  /** A service of a cluster. */
  service(cluster: string, ecsService: string): Promise<ServiceTemplate>;
}
