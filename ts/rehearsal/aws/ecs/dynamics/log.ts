import { writeLogLine } from '../../logs/write.ts';
import type { World } from '../../world.ts';
import type { Task, TaskContainer } from '../state.ts';

/** A line of a container's output, to where its `awslogs` driver sends it: the stream `<prefix>/<container>/<task>`. */
export function writeLog(world: World, task: Task, container: TaskContainer, message: string): void {
  const definition = task.definition.content.containerDefinitions.find(({ name }) => name === container.name);
  const options = definition?.logConfiguration?.options ?? {};
  const group = options['awslogs-group'];
  if (definition?.logConfiguration?.logDriver !== 'awslogs' || group === undefined) return;
  const region = world.region(task.cluster.accountId, options['awslogs-region'] ?? task.cluster.region);
  const prefix = options['awslogs-stream-prefix'];
  const stream = prefix === undefined ? container.runtimeId : `${prefix}/${container.name}/${task.id}`;
  writeLogLine(region, group, stream, { at: world.now(), message });
}
