import {
  DeleteService$,
  DescribeServices$,
  ListServices$,
  type DeleteServiceCommandInput,
  type DeleteServiceResponse,
  type DescribeServicesCommandInput,
  type DescribeServicesResponse,
  type ListServicesCommandInput,
  type ListServicesResponse,
} from '@aws-sdk/client-ecs';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { describeService } from '../describe/service.ts';
import { finish, isOpen } from '../dynamics/rollback.ts';
import { lookSoon } from '../dynamics/scheduler.ts';
import { invalidParameter, invalidToken } from '../errors.ts';
import { activeServiceOf, clusterOf, findService, refuseMoreThan } from '../find.ts';

/** At most ten; services that are not there are failures beside those that are. */
export const describeServices = operation<DescribeServicesCommandInput, DescribeServicesResponse>(
  DescribeServices$,
  (input, call) => {
    const cluster = clusterOf(call, input.cluster);
    refuseMoreThan(10, 'Services', input.services);
    const withTags = input.include?.includes('TAGS') === true;
    const found = [...new Set(input.services)].map((name) => ({ name, service: findService(cluster, name) }));
    return {
      services: found.flatMap(({ service }) => (service ? [describeService(service, withTags)] : [])),
      failures: found.flatMap(({ name, service }) => {
        if (service) return [];
        const arn = name.startsWith('arn:')
          ? name
          : `${cluster.arn.replace(':cluster/', ':service/')}/${name}`;
        return [{ arn, reason: 'MISSING' }];
      }),
    };
  },
);

/** Ten a page unless more are asked for. */
export const listServices = operation<ListServicesCommandInput, ListServicesResponse>(
  ListServices$,
  (input, call) => {
    const arns = [...clusterOf(call, input.cluster).services.values()]
      .filter(({ status }) => status !== 'INACTIVE')
      .filter(({ launchType }) => input.launchType === undefined || launchType === input.launchType)
      .map(({ arn }) => arn);
    const page = pageOf(
      arns,
      { size: input.maxResults ?? 10, largest: 100, token: input.nextToken },
      invalidToken,
    );
    return { serviceArns: [...page.items], nextToken: page.nextToken };
  },
);

export const deleteService = operation<DeleteServiceCommandInput, DeleteServiceResponse>(
  DeleteService$,
  (input, call) => {
    const service = activeServiceOf(clusterOf(call, input.cluster), input.service);
    if (service.desiredCount > 0 && input.force !== true) {
      throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
    }
    for (const record of service.history.filter(isOpen))
      finish(call.world, record, 'STOPPED', 'The service was deleted.');
    Object.assign(service, { status: 'DRAINING', desiredCount: 0 });
    lookSoon(call.world, service);
    return { service: describeService(service, true) };
  },
);
