import { GetDownloadUrlForLayer$ } from '@aws-sdk/client-ecr';
import { operationOf } from '../../ts/rehearsal/aws/protocol/schema.ts';
import { violations } from '../../ts/rehearsal/aws/protocol/validate.ts';
import { apis } from '../../ts/rehearsal/aws/router.ts';
import type { RecordedCall } from '../../ts/rehearsal/aws/emulator.ts';
import { promotions, requestsOf } from './promotions.ts';
import { breaches, serviceModel } from './service-model.ts';

const told = (call: RecordedCall, wrong: readonly string[]) =>
  wrong.map((what) => `${call.service} ${call.operation}: ${what}`);

/** What the product asks for and the emulator refuses as unknown. */
const unheard = [operationOf(GetDownloadUrlForLayer$)];

describe.each(promotions.map((promotion) => [promotion.name, promotion] as const))(
  'the requests of a promotion: %s',
  (_, promotion) => {
    let calls: readonly RecordedCall[];
    beforeAll(async () => {
      calls = await requestsOf(promotion);
    }, 60_000);

    it('include the one that moves the service as the strategy wants it', () => {
      const moving = calls.find(({ operation }) => operation === promotion.moves.operation);
      expect(moving?.input).toMatchObject(promotion.moves.with);
    });

    it("fit the SDK's own schemas, with the enumerations that the emulator knows", () => {
      const wrong = calls.flatMap((call) => {
        const api = apis.find(({ service }) => service === call.service);
        const operation = [...(api?.operations ?? []), ...unheard].find(
          ({ name }) => name === call.operation,
        );
        if (!api || !operation) return told(call, ['unknown']);
        const found = violations(operation.input, call.input, api.enumerations);
        return told(
          call,
          found.map(({ message }) => message),
        );
      });
      expect(wrong).toEqual([]);
    });

    it("fit botocore's models: enumerations, lengths, ranges and patterns", () => {
      const models = new Map(
        [...new Set(calls.map(({ service }) => service))].map((name) => [name, serviceModel(name)]),
      );
      const wrong = calls.flatMap((call) => {
        const model = models.get(call.service);
        return model ? told(call, breaches(model, call.operation, call.input)) : [];
      });
      expect(wrong).toEqual([]);
    });
  },
);

test.each<[string, string, string, object, string]>([
  ['a member that is missing', 'ecs', 'UpdateService', {}, 'UpdateService.service is missing'],
  [
    'one that is unknown',
    'ecs',
    'UpdateService',
    { service: 'a', servce: 'a' },
    'UpdateService.servce is not in the model',
  ],
  [
    'a value that is not listed',
    'ecs',
    'UpdateService',
    { service: 'a', deploymentConfiguration: { strategy: 'BLUEGREEN' } },
    "UpdateService.deploymentConfiguration.strategy: 'BLUEGREEN' is none of ",
  ],
  [
    'a type',
    'ecs',
    'UpdateService',
    { service: 'a', desiredCount: '2' },
    'UpdateService.desiredCount is no integer',
  ],
  [
    'a length',
    'ecr',
    'BatchGetImage',
    { repositoryName: 'a', imageIds: [] },
    'BatchGetImage.imageIds: the number of members is 0',
  ],
  [
    'a pattern',
    'ecr',
    'BatchGetImage',
    { repositoryName: 'UPPER', imageIds: [{ imageTag: '1' }] },
    "BatchGetImage.repositoryName: 'UPPER' does not match",
  ],
  ['an operation', 'ecs', 'MoveService', {}, 'there is no operation MoveService'],
])('the models notice %s', (_, service, operation, input, what) => {
  expect(breaches(serviceModel(service), operation, input).join('\n')).toContain(what);
});
