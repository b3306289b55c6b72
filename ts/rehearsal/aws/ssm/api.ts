import {
  DescribeParameters$,
  ParameterAlreadyExists$,
  ParameterTier,
  ParameterType,
  PutParameter$,
  type DescribeParametersCommandInput,
  type DescribeParametersResult,
  type PutParameterCommandInput,
  type PutParameterResult,
} from '@aws-sdk/client-ssm';
import { operation, type Api } from '../operation.ts';
import { AwsError, modelled } from '../protocol/aws-error.ts';

const putParameter = operation<PutParameterCommandInput, PutParameterResult>(PutParameter$, (input, call) => {
  const { parameters } = call.region.ssm;
  const { Name: name, Type: type = 'String' } = input;
  const before = parameters.get(name);
  if (before && input.Overwrite !== true)
    throw modelled(ParameterAlreadyExists$, 'The parameter already exists.');
  const version = (before?.version ?? 0) + 1;
  parameters.set(name, { name, type, version });
  return { Version: version, Tier: 'Standard' };
});

/** By name; better an error than a filter that does nothing. */
const describeParameters = operation<DescribeParametersCommandInput, DescribeParametersResult>(
  DescribeParameters$,
  ({ ParameterFilters = [] }, call) => {
    const { accountId, name: region, ssm } = call.region;
    const names = ParameterFilters.map(({ Key, Option = 'Equals', Values = [] }) => {
      if (Key === 'Name' && Option === 'Equals') return Values;
      throw new AwsError('InvalidFilterKey', `The emulated SSM has no filter ${Key ?? ''} ${Option}.`);
    });
    const found = [...ssm.parameters.values()].filter(({ name }) =>
      names.every((list) => list.includes(name)),
    );
    return {
      Parameters: found.map(({ name, type, version }) => ({
        Name: name,
        ARN: `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
        Type: type,
        Version: version,
      })),
    };
  },
);

export const ssmApi: Api = {
  service: 'ssm',
  protocol: { kind: 'json', target: 'AmazonSSM' },
  validationError: 'ValidationException',
  enumerations: {
    'PutParameterRequest.Type': ParameterType,
    'PutParameterRequest.Tier': ParameterTier,
  },
  operations: [putParameter, describeParameters],
};
