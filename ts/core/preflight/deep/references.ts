/** Where a container gets a secret from, as `valueFrom` and `credentialsParameter` of a task definition say it. */
export interface Reference {
  /** As it is written. */
  readonly valueFrom: string;
  readonly store: 'secretsManager' | 'parameterStore';
  /** ARN without what follows it, or name: what the store is asked for. */
  readonly id: string;
  /** Null: where the task runs. */
  readonly region: string | null;
  readonly account: string | null;
  /** Label of the version, `AWSCURRENT` unless another is named; null where the version is named by its id. */
  readonly label: string | null;
  readonly versionId: string | null;
  /** For people: `DB_PASSWORD of web`. */
  readonly usedAs: string;
}

/**
 * "Pass Secrets Manager secrets through Amazon ECS environment variables" (Amazon ECS developer guide): an ARN of Secrets Manager,
 * followed by `:json-key:version-stage:version-id`; an ARN of a parameter; or a parameter's name, in the region of the task.
 */
export function readReference(valueFrom: string, usedAs: string): Reference {
  const arn = /^arn:[^:]+:(secretsmanager|ssm):([^:]*):([^:]*):(.*)$/s.exec(valueFrom);
  const [, service, region = '', account = '', resource = ''] = arn ?? [];
  const place = { region: region === '' ? null : region, account: account === '' ? null : account };
  if (service === 'secretsmanager') return secret(valueFrom, resource, place, usedAs);
  // A name has no colon; what follows one is a version or a label.
  const name = (service === 'ssm' ? resource.replace(/^parameter\/?/, '') : valueFrom).replace(/:.*$/s, '');
  return {
    valueFrom,
    store: 'parameterStore',
    // In an ARN the slash that begins a path is that behind `parameter`.
    id: service === 'ssm' && name.includes('/') ? `/${name}` : name,
    ...place,
    label: null,
    versionId: null,
    usedAs,
  };
}

/** `repositoryCredentials.credentialsParameter`: the ARN or the name of a secret (API reference, RepositoryCredentials). */
export function readCredentials(parameter: string, usedAs: string): Reference {
  return parameter.startsWith('arn:')
    ? readReference(parameter, usedAs)
    : {
        valueFrom: parameter,
        store: 'secretsManager',
        id: parameter,
        region: null,
        account: null,
        label: 'AWSCURRENT',
        versionId: null,
        usedAs,
      };
}

function secret(
  valueFrom: string,
  resource: string,
  place: Pick<Reference, 'region' | 'account'>,
  usedAs: string,
): Reference {
  const [, name = '', , label = '', versionId = ''] = resource.split(':');
  const rest = resource.slice(`secret:${name}`.length);
  return {
    valueFrom,
    store: 'secretsManager',
    id: valueFrom.slice(0, valueFrom.length - rest.length),
    ...place,
    label: label !== '' ? label : versionId !== '' ? null : 'AWSCURRENT',
    versionId: versionId === '' ? null : versionId,
    usedAs,
  };
}
