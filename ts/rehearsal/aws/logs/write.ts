import type { Region } from '../world.ts';
import type { LogGroup, LogStream } from './state.ts';

/** A line that a container writes, where its log driver is told to send it. Groups and streams come to be as they are needed. */
export function writeLogLine(
  region: Region,
  group: string,
  stream: string,
  line: { at: number; message: string },
): void {
  streamIn(ensureGroup(region, group, line.at), stream, line.at).lines.push({ ...line, ingestedAt: line.at });
}

export function ensureGroup(region: Region, name: string, now: number): LogGroup {
  const group = region.logs.groups.get(name) ?? {
    name,
    arn: `arn:aws:logs:${region.name}:${region.accountId}:log-group:${name}`,
    createdAt: now,
    streams: new Map<string, LogStream>(),
  };
  region.logs.groups.set(name, group);
  return group;
}

export function streamIn(group: LogGroup, name: string, now: number): LogStream {
  const stream = group.streams.get(name) ?? { name, createdAt: now, lines: [] };
  group.streams.set(name, stream);
  return stream;
}
