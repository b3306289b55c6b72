import { stepOf } from '../../lifecycle.ts';
import { primaryOf, type Deployment, type Service, type ServiceDeployment } from '../../state.ts';
import { currentRecord } from '../rollback.ts';

/** Whether a deployment is to have all of the service's tasks, none, or the ones that it has. */
export type Wanted = 'all' | 'none' | 'whatItHas';

/** Blue keeps all its tasks until the end, green has all of them from SCALE_UP on. */
export function wantedOf(service: Service, deployment: Deployment): Wanted {
  const record = currentRecord(service);
  if (!record?.lifecycle) return deployment === primaryOf(service) ? 'all' : 'none';
  return record.rollback ? goingBack(record, deployment) : goingOn(record, deployment);
}

/** How many tasks a deployment is to have, as DescribeServices and DescribeServiceDeployments show it. */
export function requestedCount(service: Service, deployment: Deployment): number {
  return wantedOf(service, deployment) === 'none' ? 0 : service.desiredCount;
}

function goingOn({ lifecycle, deployment: green }: ServiceDeployment, deployment: Deployment): Wanted {
  if (!lifecycle) return 'none';
  const scaleUp = lifecycle.steps.findIndex(({ stage }) => stage === 'SCALE_UP');
  if (deployment === green) return lifecycle.position >= scaleUp ? 'all' : 'none';
  if (deployment === lifecycle.blue) return stepOf(lifecycle).stage === 'CLEAN_UP' ? 'none' : 'all';
  return 'none';
}

/** As long as green has traffic it keeps its tasks. */
function goingBack(
  { lifecycle, rollback, deployment: green }: ServiceDeployment,
  deployment: Deployment,
): Wanted {
  if (deployment === rollback?.to) return 'all';
  const hasTraffic = lifecycle !== undefined && (lifecycle.production > 0 || lifecycle.test > 0);
  return deployment === green && hasTraffic ? 'whatItHas' : 'none';
}
