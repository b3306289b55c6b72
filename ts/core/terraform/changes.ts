import { terraformErrors } from '../errors/catalogue/terraform.ts';
import { isObject, isOpen, list, object, text, type Json } from './json-values.ts';
import { touches, type Touch } from './touches.ts';

/** What a plan would do, from `terraform show -json`. No value of a resource is kept that Terraform knows to be sensitive. */
export interface Changes {
  /** Changed resources in the order of their addresses; what stays as it is is left out. */
  readonly resources: readonly ResourceChange[];
  /** Names of outputs that would change. */
  readonly outputs: readonly string[];
}

export interface ResourceChange {
  readonly address: string;
  /** `aws_lb_listener`. */
  readonly type: string;
  readonly action: Action;
  /** The attributes that would change, as far as they are known. */
  readonly attributes: readonly string[];
  readonly touches: readonly Touch[];
  /** Values by attribute that it has, as Terraform found them; none when it is created. */
  readonly before: Readonly<Record<string, unknown>>;
  /** Values by attribute that it is to have, without sensitive ones; none when it is destroyed. */
  readonly after: Readonly<Record<string, unknown>>;
  /** Attributes whose values, or parts of them, are known only after the apply. */
  readonly unknown: readonly string[];
  /** The same part by part, as Terraform tells it (`after_unknown`). */
  readonly afterUnknown: Readonly<Record<string, unknown>>;
  /** What is hashed: the actions with the values before and after, sensitive ones left out. */
  readonly exact: unknown;
}

export type Action = 'create' | 'read' | 'change' | 'replace' | 'destroy' | 'forget';

/** @throws ProblemError `terraform-plan-unreadable` */
export function changesOf(planJson: string): Changes {
  const plan = parse(planJson);
  const resources = list(plan['resource_changes']).flatMap((change) => resourceChange(change) ?? []);
  return {
    resources: resources.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0)),
    outputs: Object.entries(object(plan['output_changes']))
      .filter(([, change]) => actionOf(object(change)['actions']) !== undefined)
      .map(([name]) => name)
      .sort(),
  };
}

function resourceChange(entry: Json): ResourceChange | undefined {
  const change = object(entry['change']);
  const action = actionOf(change['actions']);
  // By id or, since Terraform 1.12, by the attributes that identify it.
  const importing = object(change['importing']);
  const moved = entry['previous_address'] !== undefined || change['importing'] !== undefined;
  if (action === undefined && !moved) return undefined;
  const before = withoutSensitive(change['before'], change['before_sensitive']);
  const after = withoutSensitive(change['after'], change['after_sensitive']);
  // A resource and its deposed objects have one address; each of these has a key.
  const deposed = text(entry['deposed']);
  const address = `${text(entry['address'])}${deposed === '' ? '' : ` (deposed ${deposed})`}`;
  return {
    address,
    type: text(entry['type']),
    action: action ?? 'change',
    attributes: differing(before, after, change['after_unknown']),
    touches: touches(text(entry['type'])),
    before: object(before),
    after: object(after),
    unknown: Object.entries(object(change['after_unknown']))
      .filter(([, open]) => isOpen(open))
      .map(([name]) => name),
    afterUnknown: object(change['after_unknown']),
    exact: {
      address,
      previousAddress: entry['previous_address'] ?? null,
      importing: importing['id'] ?? importing['identity'] ?? null,
      actions: change['actions'],
      before,
      after,
      unknown: change['after_unknown'] ?? null,
    },
  };
}

/** Undefined when nothing would be done. */
function actionOf(actions: unknown): Action | undefined {
  const said = Array.isArray(actions) ? actions.join() : '';
  const known: Readonly<Record<string, Action>> = {
    create: 'create',
    read: 'read',
    update: 'change',
    delete: 'destroy',
    forget: 'forget',
    'delete,create': 'replace',
    'create,delete': 'replace',
    'create,forget': 'replace',
  };
  if (said === 'no-op' || said === '') return undefined;
  const action = known[said];
  if (action === undefined)
    throw terraformErrors.planUnreadable.error({ detail: `it has an action "${said}"` });
  return action;
}

/**
 * The value with a mark where Terraform's parallel structure says that it is sensitive. That a secret changes shows by the actions;
 * its value, even hashed, could be guessed from a printed hash.
 */
function withoutSensitive(value: unknown, sensitive: unknown): unknown {
  if (sensitive === true) return value === null || value === undefined ? null : '(sensitive)';
  if (Array.isArray(value) && Array.isArray(sensitive))
    return value.map((one, index) => withoutSensitive(one, sensitive[index]));
  if (isObject(value) && isObject(sensitive)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        withoutSensitive(one, Object.hasOwn(sensitive, name) ? sensitive[name] : false),
      ]),
    );
  }
  return value ?? null;
}

function differing(before: unknown, after: unknown, unknown: unknown): readonly string[] {
  if (!isObject(before) || !isObject(after)) return [];
  const open = object(unknown);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => {
      const known = JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null);
      return name in open ? open[name] !== false && isOpen(open[name]) : known;
    })
    .sort();
}

function parse(planJson: string): Json {
  try {
    const plan: unknown = JSON.parse(planJson);
    if (
      isObject(plan) &&
      typeof plan['format_version'] === 'string' &&
      /^[01]\./.test(plan['format_version'])
    )
      return plan;
  } catch (cause) {
    throw terraformErrors.planUnreadable.error({ detail: 'it is no JSON' }, { cause });
  }
  throw terraformErrors.planUnreadable.error({ detail: 'it is of an unknown format' });
}
