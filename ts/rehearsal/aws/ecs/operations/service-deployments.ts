import {
  DescribeServiceDeployments$,
  DescribeServiceRevisions$,
  ListServiceDeployments$,
  StopServiceDeployment$,
  ConflictException$,
  UnsupportedFeatureException$,
  type DescribeServiceDeploymentsCommandInput,
  type DescribeServiceDeploymentsResponse,
  type DescribeServiceRevisionsCommandInput,
  type DescribeServiceRevisionsResponse,
  type ListServiceDeploymentsCommandInput,
  type ListServiceDeploymentsResponse,
  type StopServiceDeploymentCommandInput,
  type StopServiceDeploymentResponse,
} from '@aws-sdk/client-ecs';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { modelled } from '../../protocol/aws-error.ts';
import {
  describeBriefly,
  describeRevision,
  describeServiceDeployment,
} from '../describe/service-deployment.ts';
import { isOpen } from '../dynamics/rollback.ts';
import { requestStop } from '../dynamics/stop-deployment.ts';
import { invalidToken, serviceDeploymentNotFound } from '../errors.ts';
import { clusterOf, findServiceDeployment, refuseMoreThan, serviceOf, servicesOf } from '../find.ts';

/** Newest first. */
export const listServiceDeployments = operation<
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsResponse
>(ListServiceDeployments$, (input, call) => {
  const service = serviceOf(clusterOf(call, input.cluster), input.service);
  const { after, before } = input.createdAt ?? {};
  const records = service.history
    .filter(
      ({ status }) =>
        input.status === undefined || input.status.length === 0 || input.status.includes(status),
    )
    .filter(({ createdAt }) => after === undefined || createdAt > after.getTime())
    .filter(({ createdAt }) => before === undefined || createdAt < before.getTime());
  const page = pageOf(
    records,
    { size: input.maxResults, largest: 100, token: input.nextToken },
    invalidToken,
  );
  return { serviceDeployments: page.items.map(describeBriefly), nextToken: page.nextToken };
});

export const describeServiceDeployments = operation<
  DescribeServiceDeploymentsCommandInput,
  DescribeServiceDeploymentsResponse
>(DescribeServiceDeployments$, (input, call) => {
  refuseMoreThan(20, 'ServiceDeploymentArns', input.serviceDeploymentArns);
  const found = input.serviceDeploymentArns.map((arn) => ({ arn, record: findServiceDeployment(call, arn) }));
  return {
    serviceDeployments: found.flatMap(({ record }) => (record ? [describeServiceDeployment(record)] : [])),
    failures: found.flatMap(({ arn, record }) => (record ? [] : [{ arn, reason: 'MISSING' }])),
  };
});

export const describeServiceRevisions = operation<
  DescribeServiceRevisionsCommandInput,
  DescribeServiceRevisionsResponse
>(DescribeServiceRevisions$, (input, call) => {
  refuseMoreThan(20, 'ServiceRevisionArns', input.serviceRevisionArns);
  const records = servicesOf(call).flatMap((service) => service.history);
  const found = input.serviceRevisionArns.map((arn) => ({
    arn,
    record: records.find(({ deployment }) => deployment.revision.arn === arn),
  }));
  return {
    serviceRevisions: found.flatMap(({ record }) =>
      record ? [describeRevision(record.service, record.deployment.revision)] : [],
    ),
    failures: found.flatMap(({ arn, record }) => (record ? [] : [{ arn, reason: 'MISSING' }])),
  };
});

/**
 * One that has ended can't be stopped. Of the two stop types of the model "the valid values are ROLLBACK" (API reference,
 * StopServiceDeployment); the other is answered in the words of the service.
 */
export const stopServiceDeployment = operation<
  StopServiceDeploymentCommandInput,
  StopServiceDeploymentResponse
>(StopServiceDeployment$, (input, call) => {
  if (input.stopType === 'ABORT') {
    throw modelled(
      UnsupportedFeatureException$,
      'ECS StopServiceDeployment API with ABORT stopType is not supported',
    );
  }
  const record = findServiceDeployment(call, input.serviceDeploymentArn);
  if (!record) throw serviceDeploymentNotFound();
  if (!isOpen(record) || record.rollback) {
    throw modelled(
      ConflictException$,
      `The service deployment cannot be stopped in the status ${record.status}.`,
    );
  }
  requestStop(call.world, record);
  return { serviceDeploymentArn: record.arn };
});
