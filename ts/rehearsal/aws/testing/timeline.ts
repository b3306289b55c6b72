import type { Service } from '@aws-sdk/client-ecs';

/**
 * A service's events in the order they happened, as `+0:44 has stopped 2 running tasks: (task 1) (task 2).`: minutes and seconds
 * since the service was created, with tasks and deployments numbered in the order they first appear.
 */
export function timelineOf(service: Service): string[] {
  const begin = service.createdAt?.getTime() ?? 0;
  const numbers = new Map<string, Map<string, number>>();
  const numbered = (kind: string, id: string): string => {
    const known = numbers.get(kind) ?? new Map<string, number>();
    numbers.set(kind, known.set(id, known.get(id) ?? known.size + 1));
    return String(known.get(id));
  };
  return (service.events ?? []).toReversed().map(({ createdAt, message = '' }) => {
    const seconds = Math.floor(((createdAt?.getTime() ?? 0) - begin) / 1000);
    const text = message
      .replace(/^\(service [^)]+\) /, '')
      .replace(/\(task ([0-9a-f]+)\)/g, (_, id: string) => `(task ${numbered('task', id)})`)
      .replace(/(ecs-svc\/\d+)/g, (_, id: string) => `D${numbered('deployment', id)}`)
      .replace(/arn:\S+:targetgroup\/([^/]+)\/[0-9a-f]+/g, '$1');
    return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} ${text}`;
  });
}
