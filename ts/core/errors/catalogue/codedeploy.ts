import { defineError } from '../define.ts';

interface Group {
  readonly application: string;
  readonly deploymentGroup: string;
}

/** What can go wrong with CodeDeploy's deployments to ECS. */
export const codeDeployErrors = {
  controller: defineError<{ cluster: string; ecsService: string; controller: string }>(
    'codedeploy-controller',
    {
      category: 'configuration',
      what: ({ cluster, ecsService, controller }) =>
        `Service ${ecsService} of cluster ${cluster} is deployed by the ${controller} controller, not by CodeDeploy.`,
      why: () => 'CodeDeploy moves only services that were created with the CODE_DEPLOY controller.',
      next: () =>
        'Choose another strategy for it, or recreate the service with `deploymentController: CODE_DEPLOY`.',
      example: { cluster: 'appcluster-live', ecsService: 'service1', controller: 'ECS' },
    },
  ),

  noLoadBalancer: defineError<{ cluster: string; ecsService: string }>('codedeploy-no-load-balancer', {
    category: 'configuration',
    what: ({ cluster, ecsService }) =>
      `The primary task set of service ${ecsService} in cluster ${cluster} is behind no load balancer.`,
    why: () => 'An AppSpec names the container and port that requests are sent to.',
    next: () =>
      'Attach the service to one of the deployment group’s target groups, or choose another strategy.',
    example: { cluster: 'appcluster-live', ecsService: 'service1' },
  }),

  groupMissing: defineError<{ about: string }>('codedeploy-group-missing', {
    category: 'configuration',
    what: ({ about }) => `CodeDeploy does not have ${about} here.`,
    why: () => 'It was deleted since the plan was made, or region and account are others than meant.',
    next: () => 'Create it, or correct the names in promotion.yaml.',
    example: { about: 'the deployment group acme/service1-live' },
  }),

  busy: defineError<Group & { deploymentId: string; description: string | null }>('codedeploy-busy', {
    category: 'infrastructure',
    what: ({ application, deploymentGroup, deploymentId, description }) =>
      `The deployment group ${application}/${deploymentGroup} is at deployment ${deploymentId}${description === null ? '' : ` (“${description}”)`}, which is not this promotion’s.`,
    why: () => 'A group carries out one deployment at a time, and somebody else’s is not stopped.',
    next: ({ deploymentId }) =>
      `Wait for its end, or stop it (\`aws deploy stop-deployment --deployment-id ${deploymentId}\`), and run the promotion again.`,
    example: {
      application: 'acme',
      deploymentGroup: 'service1-live',
      deploymentId: 'd-RPCR1U3TW',
      description: null,
    },
  }),

  refused: defineError<{ operation: string; about: string; name: string; message: string }>(
    'codedeploy-refused',
    {
      category: 'configuration',
      what: ({ operation, about, name, message }) =>
        `CodeDeploy refused ${operation} for ${about}: ${message} (${name}).`,
      why: () => 'What is configured and what CodeDeploy has do not go together.',
      next: ({ name }) => `Look ${name} up in the CodeDeploy API reference, and correct what it names.`,
      example: {
        operation: 'CreateDeployment',
        about: 'the deployment group acme/service1-live',
        name: 'DeploymentConfigDoesNotExistException',
        message: 'No Deployment Configuration found for name: Fast',
      },
    },
  ),

  answerIncomplete: defineError<{ operation: string; about: string; member: string }>(
    'codedeploy-answer-incomplete',
    {
      category: 'infrastructure',
      what: ({ operation, about, member }) =>
        `CodeDeploy answered ${operation} for ${about} without ${member}.`,
      why: () => 'A deployment that cannot be named cannot be followed.',
      next: () => 'Run the promotion again: it adopts what was begun.',
      example: {
        operation: 'CreateDeployment',
        about: 'the deployment group acme/service1-live',
        member: 'deploymentId',
      },
    },
  ),
};
