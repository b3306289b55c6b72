import { automaticFrom } from './automatic-from.ts';
import type { Check } from './check.ts';
import { ecsServiceNames } from './ecs-service-names.ts';
import { ecsServicesApart } from './ecs-services-apart.ts';
import { freezesEnd } from './freezes.ts';
import { namesKnown } from './names-known.ts';
import { notifications } from './notifications.ts';
import { pausesDecided } from './pauses-decided.ts';
import { prerequisiteSecrets } from './prerequisite-secrets.ts';
import { prerequisitesApart } from './prerequisites-apart.ts';
import { promotesFromCycles } from './promotes-from-cycles.ts';
import { promotesFromKnown } from './promotes-from-known.ts';
import { roleInAccount } from './role-in-account.ts';
import { servicesKnown } from './services-known.ts';
import { smokeChecks } from './smoke-checks.ts';
import { strategyFits } from './strategy-fits.ts';
import { variablesApart } from './variables-apart.ts';
import { wavesKnown } from './waves-known.ts';
import { whereabouts } from './whereabouts.ts';

export const checks: readonly Check[] = [
  promotesFromKnown,
  promotesFromCycles,
  variablesApart,
  servicesKnown,
  wavesKnown,
  whereabouts,
  roleInAccount,
  strategyFits,
  pausesDecided,
  smokeChecks,
  namesKnown,
  prerequisitesApart,
  prerequisiteSecrets,
  automaticFrom,
  freezesEnd,
  notifications,
  ecsServiceNames,
  ecsServicesApart,
];
