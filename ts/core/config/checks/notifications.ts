import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import { pathText, type Path } from '../../errors/schema-faults.ts';
import { didYouMean } from '../../errors/suggest.ts';
import { placeholders, placeholdersIn } from '../../notice/body.ts';
import type { Draft } from '../draft.ts';
import type { NotificationFile } from '../notification-schema.ts';
import type { Check } from './check.ts';
import { secretHeaders } from './smoke-checks.ts';

/** A notification that can never be sent, or says `{enviroment}` to people, shows first when something has failed. */
export const notifications: Check = (draft) =>
  [...draft.notifications].flatMap(([index, file]) => {
    const path = ['notifications', index];
    return [
      ...oneKind(file, path, draft),
      ...knownEnvironments(file, path, draft),
      ...knownPlaceholders(file, path, draft),
      ...secretsInVariables(file, path, draft),
    ];
  });

function oneKind({ slack, webhook, ...file }: NotificationFile, path: Path, { placeOf }: Draft) {
  const where = pathText(path);
  if ((slack === undefined) === (webhook === undefined)) {
    return [configErrors.notificationKind.problem({ where, both: slack !== undefined }, placeOf(path))];
  }
  const own = (['requestHeaders', 'body'] as const).filter((name) => file[name] !== undefined);
  return (slack === undefined ? [] : own).map((name) =>
    configErrors.notificationMember.problem({ where, member: name }, placeOf([...path, name])),
  );
}

function knownEnvironments(
  { environments = [] }: NotificationFile,
  path: Path,
  { environmentNames: known, placeOf }: Draft,
): readonly Problem[] {
  const at = [...path, 'environments'];
  return environments.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const values = { where: pathText(at), name, known, suggestion: didYouMean(name, known) };
    return [configErrors.unknownName.problem(values, placeOf([...at, index]))];
  });
}

function knownPlaceholders({ body }: NotificationFile, path: Path, { placeOf }: Draft): readonly Problem[] {
  const at = [...path, 'body'];
  return [...new Set(placeholdersIn(body))]
    .filter((name) => !placeholders.some((known) => known === name))
    .map((name) => {
      const values = {
        where: pathText(at),
        name,
        known: placeholders,
        suggestion: didYouMean(name, placeholders),
      };
      return configErrors.notificationPlaceholder.problem(values, placeOf(at));
    });
}

function secretsInVariables(
  { requestHeaders = {} }: NotificationFile,
  path: Path,
  { placeOf }: Draft,
): readonly Problem[] {
  return Object.entries(requestHeaders)
    .filter(([name, value]) => typeof value === 'string' && secretHeaders.has(name.toLowerCase()))
    .map(([name]) => {
      const at = [...path, 'requestHeaders', name];
      return configErrors.smokeSecret.problem({ where: pathText(at) }, placeOf(at));
    });
}
