import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { noticeEvents } from '../notice/notice.ts';
import { serviceName } from '../service-name.ts';
import { member } from './member.ts';
import { headerName, headerValue } from './smoke-schema.ts';
import * as words from './words.ts';

/** Who is told of promotions. Which members go together is told by `checks/notifications.ts`. */
const eventsRule = `a list of ${noticeEvents.join(', ')}`;

export const notificationSchema = closedMap('a map such as { slack: SLACK_WEBHOOK }', {
  slack: member(words.variable(), 'Environment variable with the address of a Slack incoming webhook.'),
  webhook: member(words.variable(), 'Environment variable with an address to which JSON is posted.'),
  events: member(
    z.array(z.enum(noticeEvents, eventsRule), eventsRule).check(z.minLength(1, eventsRule)),
    'What is told. Default: all of it.',
  ),
  environments: member(
    z.array(serviceName, 'a list of environments').check(z.minLength(1, 'a list of environments')),
    'Of which environments. Default: of all.',
  ),
  requestHeaders: member(
    z.record(headerName, headerValue, 'a map of headers'),
    'Headers to send; secrets as { env: NAME }.',
  ),
  body: member(
    z.record(z.string(), z.unknown(), 'a map'),
    'What is posted; {environment}, {text} and others are filled in. Default: the notice.',
  ),
});

export type NotificationFile = z.output<typeof notificationSchema>;
