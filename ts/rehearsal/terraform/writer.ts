/**
 * What stands in for the AWS provider in a rehearsed stack: its `local-exec` calls this script, which puts a service with its
 * task definition into the emulated ECS, or takes it away, by the requests that the provider would send. A text and no module,
 * because it lies in the tree of stacks; it loads no SDK, because each change starts it.
 */
export const writer = `'use strict';
const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, AWS_ACCESS_KEY_ID: key, WANTED } = process.env;

async function ecs(operation, input) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.' + operation,
      authorization: 'AWS4-HMAC-SHA256 Credential=' + key + '/20260101/' + region + '/ecs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(operation + ': ' + JSON.stringify(answer));
  return answer;
}

async function putService({ cluster, definition, ...service }) {
  const { taskDefinition } = await ecs('RegisterTaskDefinition', definition);
  const taskDefinitionArn = taskDefinition.taskDefinitionArn;
  const { services } = await ecs('DescribeServices', { cluster, services: [service.serviceName] });
  const [found] = services.filter(({ status }) => status === 'ACTIVE');
  if (!found) return ecs('CreateService', { cluster, ...service, taskDefinition: taskDefinitionArn });
  await ecs('UpdateService', { cluster, service: service.serviceName, taskDefinition: taskDefinitionArn });
  // The provider deregisters the revision that it replaces.
  await ecs('DeregisterTaskDefinition', { taskDefinition: found.taskDefinition });
}

const acts = {
  putService,
  deleteService: (input) => ecs('DeleteService', { ...input, force: true }),
};

acts[process.argv[2]](JSON.parse(WANTED)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
`;
