import { createHash } from 'node:crypto';
import {
  BatchGetDeployments$,
  CreateDeployment$,
  GetDeployment$,
  ListDeployments$,
  type BatchGetDeploymentsCommandInput,
  type BatchGetDeploymentsOutput,
  type CreateDeploymentCommandInput,
  type CreateDeploymentOutput,
  type GetDeploymentCommandInput,
  type GetDeploymentOutput,
  type ListDeploymentsCommandInput,
  type ListDeploymentsOutput,
  type RevisionLocation,
} from '@aws-sdk/client-codedeploy';
import { operation, type Validated } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { parseAppSpec } from '../app-spec.ts';
import { describeDeployment } from '../describe/deployment.ts';
import { deploy } from '../dynamics/deploy.ts';
import {
  alreadyActive,
  descriptionTooLong,
  invalidInput,
  invalidRevision,
  invalidToken,
  noGroup,
  revisionRequired,
} from '../errors.ts';
import { configurationOf, deploymentOf, groupOf } from '../find.ts';
import { newDeployment } from '../new-deployment.ts';
import { activeOf, type CodeDeployState, type Deployment } from '../state.ts';

/** One at a time in a group. The AppSpec comes in the request; one in S3 is not emulated. */
export const createDeployment = operation<CreateDeploymentCommandInput, CreateDeploymentOutput>(
  CreateDeployment$,
  (input, call) => {
    const { world, region } = call;
    const state = region.codedeploy;
    const group = groupOf(state, input.applicationName, input.deploymentGroupName ?? '');
    if ((input.description ?? '').length > 1000) throw descriptionTooLong();
    const { revision } = input;
    if (!revision) throw revisionRequired();
    const appSpec = parseAppSpec(contentOf(revision));
    const configuration = configurationOf(state, input.deploymentConfigName ?? group.settings.configName);
    const active = activeOf(state, group);
    if (active) throw alreadyActive(group.name, active.id);
    const deployment = newDeployment(world, region, {
      group,
      configuration,
      revision,
      appSpec,
      description: input.description,
      creator: 'user',
      autoRollback: input.autoRollbackConfiguration ?? group.settings.autoRollback,
      alarms: input.overrideAlarmConfiguration ?? group.settings.alarms,
    });
    deploy(world, region, deployment);
    return { deploymentId: deployment.id };
  },
);

export const getDeployment = operation<GetDeploymentCommandInput, GetDeploymentOutput>(
  GetDeployment$,
  (input, call) => ({
    deploymentInfo: describeDeployment(deploymentOf(call.region.codedeploy, input.deploymentId)),
  }),
);

/** At most 25 (API reference). */
export const batchGetDeployments = operation<BatchGetDeploymentsCommandInput, BatchGetDeploymentsOutput>(
  BatchGetDeployments$,
  (input, call) => {
    if (input.deploymentIds.length > 25) throw invalidInput('At most 25 deployments at once.');
    return {
      deploymentsInfo: input.deploymentIds.map((id) =>
        describeDeployment(deploymentOf(call.region.codedeploy, id)),
      ),
    };
  },
);

/** Newest first. */
export const listDeployments = operation<ListDeploymentsCommandInput, ListDeploymentsOutput>(
  ListDeployments$,
  (input, call) => {
    const deployments = listed(call.region.codedeploy, input).toReversed();
    const page = pageOf(
      deployments.map(({ id }) => id),
      { size: undefined, largest: 100, token: input.nextToken },
      invalidToken,
    );
    return { deployments: [...page.items], nextToken: page.nextToken };
  },
);

function listed(state: CodeDeployState, input: Validated<ListDeploymentsCommandInput>): Deployment[] {
  const { applicationName, deploymentGroupName, createTimeRange, includeOnlyStatuses } = input;
  if ((applicationName === undefined) !== (deploymentGroupName === undefined)) {
    throw applicationName === undefined
      ? invalidInput('An application name must go with a deployment group name.')
      : noGroup('');
  }
  const group =
    applicationName !== undefined && deploymentGroupName !== undefined
      ? groupOf(state, applicationName, deploymentGroupName)
      : undefined;
  const from = createTimeRange?.start?.getTime() ?? -Infinity;
  const to = createTimeRange?.end?.getTime() ?? Infinity;
  return [...state.deployments.values()].filter(
    (each) =>
      (group === undefined || each.group === group) &&
      each.createdAt >= from &&
      each.createdAt <= to &&
      (includeOnlyStatuses?.includes(each.status) ?? true),
  );
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- `String` is the older name for AppSpecContent, and still taken
function contentOf({ revisionType, appSpecContent, string }: RevisionLocation): string {
  const raw =
    revisionType === 'AppSpecContent' ? appSpecContent : revisionType === 'String' ? string : undefined;
  if (raw?.content === undefined) {
    throw invalidRevision('The emulated CodeDeploy takes an AppSpec as AppSpecContent or String only.');
  }
  const { content, sha256 } = raw;
  if (sha256 !== undefined && sha256 !== createHash('sha256').update(content).digest('hex')) {
    throw invalidRevision('The sha256 hash of the revision content does not match the content.');
  }
  return content;
}
