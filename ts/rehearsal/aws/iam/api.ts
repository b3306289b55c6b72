import {
  CreateRole$,
  EntityAlreadyExistsException$,
  GetRole$,
  NoSuchEntityException$,
  PutRolePolicy$,
  SimulatePrincipalPolicy$,
  type CreateRoleCommandInput,
  type CreateRoleResponse,
  type GetRoleCommandInput,
  type GetRoleResponse,
  type PutRolePolicyCommandInput,
  type Role as DescribedRole,
  type SimulatePolicyResponse,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { operation, type Api, type Call } from '../operation.ts';
import { modelled } from '../protocol/aws-error.ts';
import { simulate } from './simulate.ts';
import type { Role } from './state.ts';

const createRole = operation<CreateRoleCommandInput, CreateRoleResponse>(CreateRole$, (input, call) => {
  const { accountId } = call.caller;
  const { roles } = call.world.iam(accountId);
  const { RoleName: name, Path: path = '/' } = input;
  if (roles.has(name))
    throw modelled(EntityAlreadyExistsException$, `Role with name ${name} already exists.`);
  const role: Role = {
    name,
    path,
    arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    id: `AROA${call.world.seeded.key(17, 'role id', accountId, name)}`,
    createdAt: call.world.now(),
    trustPolicy: input.AssumeRolePolicyDocument,
    policies: new Map(),
  };
  roles.set(name, role);
  return { Role: described(role) };
});

const getRole = operation<GetRoleCommandInput, GetRoleResponse>(GetRole$, ({ RoleName }, call) => ({
  Role: described(roleNamed(RoleName, call)),
}));

const putRolePolicy = operation<PutRolePolicyCommandInput, object>(PutRolePolicy$, (input, call) => {
  roleNamed(input.RoleName, call).policies.set(input.PolicyName, input.PolicyDocument);
  return {};
});

const simulatePrincipalPolicy = operation<SimulatePrincipalPolicyCommandInput, SimulatePolicyResponse>(
  SimulatePrincipalPolicy$,
  ({ PolicySourceArn, ActionNames, ResourceArns = ['*'], ContextEntries = [] }, call) => {
    const { policies } = roleNamed(PolicySourceArn.slice(PolicySourceArn.lastIndexOf('/') + 1), call);
    const context = new Map(
      ContextEntries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
        ContextKeyName,
        ContextKeyValues,
      ]),
    );
    return {
      EvaluationResults: ActionNames.flatMap((action) =>
        ResourceArns.map((resource) => {
          const { decision, missing } = simulate([...policies.values()], action, resource, context);
          return {
            EvalActionName: action,
            EvalResourceName: resource,
            EvalDecision: decision,
            MissingContextValues: [...missing],
          };
        }),
      ),
      IsTruncated: false,
    };
  },
);

export const iamApi: Api = {
  service: 'iam',
  protocol: { kind: 'query', version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  validationError: 'ValidationError',
  enumerations: {},
  operations: [createRole, getRole, putRolePolicy, simulatePrincipalPolicy],
};

function roleNamed(name: string, call: Call): Role {
  const role = call.world.iam(call.caller.accountId).roles.get(name);
  if (!role) throw modelled(NoSuchEntityException$, `The role with name ${name} cannot be found.`);
  return role;
}

/** IAM hands policies out URL-encoded. */
function described({ name, path, arn, id, createdAt, trustPolicy }: Role): DescribedRole {
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: new Date(createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(trustPolicy),
  };
}
