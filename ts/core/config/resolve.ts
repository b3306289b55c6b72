import { variableName } from '../service-env/variable-name.ts';
import { noticeEvents, type NoticeTarget } from '../notice/notice.ts';
import type { Config, Service } from './config.ts';
import type { NotificationFile } from './notification-schema.ts';
import { resolveJenkins, resolveSource } from './resolve-jenkins.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import type { PromotionFile, ServiceFile } from './schema.ts';

/** Fills in every default. The file has been checked before. */
export function resolve({
  ledger,
  defaults = {},
  services,
  environments,
  freezes = {},
  notifications = [],
  groups,
  jenkins,
}: PromotionFile): Config {
  const files = Object.entries(services).map(([name, file]) => ({ name, file }));
  const calendar = Object.entries(freezes).map(([name, file]) => ({ name, file }));
  return {
    version: 1,
    ledger,
    services: files.map(({ name, file }) => ({
      ...resolveService(name, file),
      ...(file.source && { source: resolveSource(file.source, jenkins) }),
    })),
    ...(jenkins && { jenkins: resolveJenkins(jenkins) }),
    environments: Object.entries(environments).map(([name, file]) =>
      resolveEnvironment(name, file, { defaults, services: files, freezes: calendar, groups }),
    ),
    notifications: notifications.map(resolveNotification),
  };
}

export function resolveService(name: string, { image, job, variable }: ServiceFile): Service {
  return { name, job: job ?? `${name}-build`, image, variable: variable ?? variableName(name) };
}

function resolveNotification(file: NotificationFile): NoticeTarget {
  const { slack, webhook = '', events = noticeEvents, environments = null, requestHeaders = {} } = file;
  return {
    kind: slack === undefined ? 'webhook' : 'slack',
    address: slack ?? webhook,
    events,
    environments,
    requestHeaders,
    body: file.body ?? null,
  };
}
