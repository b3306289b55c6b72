import {
  CreateLogGroup$,
  CreateLogStream$,
  DescribeLogGroups$,
  DescribeLogStreams$,
  FilterLogEvents$,
  GetLogEvents$,
  PutLogEvents$,
  InvalidParameterException$,
  ResourceAlreadyExistsException$,
  ResourceNotFoundException$,
  type CreateLogGroupCommandInput,
  type CreateLogStreamCommandInput,
  type DescribeLogGroupsCommandInput,
  type DescribeLogGroupsResponse,
  type DescribeLogStreamsCommandInput,
  type DescribeLogStreamsResponse,
  type FilterLogEventsCommandInput,
  type FilterLogEventsResponse,
  type GetLogEventsCommandInput,
  type GetLogEventsResponse,
  type PutLogEventsCommandInput,
  type PutLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call } from '../operation.ts';
import { pageOf } from '../pages.ts';
import { modelled, type AwsError } from '../protocol/aws-error.ts';
import type { LogGroup, LogLine, LogStream } from './state.ts';
import { ensureGroup, streamIn } from './write.ts';

const invalidToken = (): AwsError =>
  modelled(InvalidParameterException$, 'The specified nextToken is invalid.');

export const createLogGroup = operation<CreateLogGroupCommandInput, object>(
  CreateLogGroup$,
  (input, call) => {
    if (call.region.logs.groups.has(input.logGroupName)) {
      throw modelled(ResourceAlreadyExistsException$, 'The specified log group already exists');
    }
    ensureGroup(call.region, input.logGroupName, call.world.now());
    return {};
  },
);

export const createLogStream = operation<CreateLogStreamCommandInput, object>(
  CreateLogStream$,
  (input, call) => {
    const group = groupOf(call, input.logGroupName);
    if (group.streams.has(input.logStreamName)) {
      throw modelled(ResourceAlreadyExistsException$, 'The specified log stream already exists');
    }
    streamIn(group, input.logStreamName, call.world.now());
    return {};
  },
);

export const putLogEvents = operation<PutLogEventsCommandInput, PutLogEventsResponse>(
  PutLogEvents$,
  (input, call) => {
    const stream = streamOf(groupOf(call, input.logGroupName), input.logStreamName);
    const now = call.world.now();
    for (const { timestamp, message } of input.logEvents) {
      stream.lines.push({ at: timestamp ?? now, ingestedAt: now, message: message ?? '' });
    }
    return {};
  },
);

/** Without `startFromHead` the newest lines; the forward token of the last page is the one it was asked with, as in AWS. */
export const getLogEvents = operation<GetLogEventsCommandInput, GetLogEventsResponse>(
  GetLogEvents$,
  (input, call) => {
    const stream = streamOf(
      groupOf(call, input.logGroupName ?? input.logGroupIdentifier),
      input.logStreamName,
    );
    const lines = between(stream.lines, input.startTime, input.endTime);
    const size = input.limit ?? 10_000;
    const token = /^[fb]\/(\d+)$/.exec(input.nextToken ?? '')?.[1];
    if (input.nextToken !== undefined && token === undefined) throw invalidToken();
    const backward = input.nextToken?.startsWith('b') === true;
    const first = input.startFromHead === true ? 0 : Math.max(0, lines.length - size);
    const from = token === undefined ? first : backward ? Math.max(0, Number(token) - size) : Number(token);
    const to = token !== undefined && backward ? Number(token) : Math.min(lines.length, from + size);
    return {
      events: lines
        .slice(from, to)
        .map(({ at, ingestedAt, message }) => ({ timestamp: at, message, ingestionTime: ingestedAt })),
      nextForwardToken: `f/${to}`,
      nextBackwardToken: `b/${from}`,
    };
  },
);

export const filterLogEvents = operation<FilterLogEventsCommandInput, FilterLogEventsResponse>(
  FilterLogEvents$,
  (input, call) => {
    const group = groupOf(call, input.logGroupName ?? input.logGroupIdentifier);
    const lines = [...group.streams.values()]
      .filter(
        ({ name }) =>
          input.logStreamNames?.includes(name) ?? name.startsWith(input.logStreamNamePrefix ?? ''),
      )
      .flatMap((stream) =>
        between(stream.lines, input.startTime, input.endTime).map((line) => ({
          ...line,
          stream: stream.name,
        })),
      )
      .filter(({ message }) => message.includes((input.filterPattern ?? '').replace(/^"|"$/g, '')))
      .sort((a, b) => a.at - b.at);
    const page = pageOf(lines, { size: input.limit, largest: 10_000, token: input.nextToken }, invalidToken);
    return {
      events: page.items.map(({ at, ingestedAt, message, stream }, index) => ({
        logStreamName: stream,
        timestamp: at,
        message,
        ingestionTime: ingestedAt,
        eventId: call.world.seeded.digits(19, 'log event', stream, at, index),
      })),
      nextToken: page.nextToken,
    };
  },
);

export const describeLogGroups = operation<DescribeLogGroupsCommandInput, DescribeLogGroupsResponse>(
  DescribeLogGroups$,
  (input, call) => {
    const groups = [...call.region.logs.groups.values()]
      .filter(({ name }) => name.startsWith(input.logGroupNamePrefix ?? ''))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOf(groups, { size: input.limit, largest: 50, token: input.nextToken }, invalidToken);
    return {
      logGroups: page.items.map(({ name, arn, createdAt }) => ({
        logGroupName: name,
        logGroupArn: arn,
        arn: `${arn}:*`,
        creationTime: createdAt,
      })),
      nextToken: page.nextToken,
    };
  },
);

export const describeLogStreams = operation<DescribeLogStreamsCommandInput, DescribeLogStreamsResponse>(
  DescribeLogStreams$,
  (input, call) => {
    const group = groupOf(call, input.logGroupName ?? input.logGroupIdentifier);
    const streams = [...group.streams.values()].filter(({ name }) =>
      name.startsWith(input.logStreamNamePrefix ?? ''),
    );
    const page = pageOf(streams, { size: input.limit, largest: 50, token: input.nextToken }, invalidToken);
    return {
      logStreams: page.items.map(({ name, createdAt }) => ({
        logStreamName: name,
        creationTime: createdAt,
        arn: `${group.arn}:log-stream:${name}`,
      })),
      nextToken: page.nextToken,
    };
  },
);

function groupOf(call: Call, name: string | undefined): LogGroup {
  const group = call.region.logs.groups.get((name ?? '').replace(/^arn:.*:log-group:/, ''));
  if (!group) throw modelled(ResourceNotFoundException$, 'The specified log group does not exist.');
  return group;
}

function streamOf(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (!stream) throw modelled(ResourceNotFoundException$, 'The specified log stream does not exist.');
  return stream;
}

function between(lines: readonly LogLine[], from = -Infinity, to = Infinity): LogLine[] {
  return lines.filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at);
}
