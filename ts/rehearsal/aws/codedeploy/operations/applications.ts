import {
  CreateApplication$,
  GetApplication$,
  type CreateApplicationCommandInput,
  type CreateApplicationOutput,
  type GetApplicationCommandInput,
  type GetApplicationOutput,
} from '@aws-sdk/client-codedeploy';
import { operation } from '../../operation.ts';
import { applicationExists, invalidInput } from '../errors.ts';
import { applicationOf } from '../find.ts';

/** Applications of other platforms than ECS are not emulated. */
export const createApplication = operation<CreateApplicationCommandInput, CreateApplicationOutput>(
  CreateApplication$,
  (input, call) => {
    const { applications } = call.region.codedeploy;
    const name = input.applicationName;
    if (applications.has(name)) throw applicationExists(name);
    if (input.computePlatform !== 'ECS') {
      throw invalidInput('The emulated CodeDeploy has no applications of platforms other than ECS.');
    }
    const id = call.world.seeded.uuid('application', call.region.accountId, call.region.name, name);
    const createdAt = call.world.now();
    applications.set(name, { id, name, computePlatform: 'ECS', createdAt, groups: new Map() });
    return { applicationId: id };
  },
);

export const getApplication = operation<GetApplicationCommandInput, GetApplicationOutput>(
  GetApplication$,
  (input, call) => {
    const { id, name, computePlatform, createdAt } = applicationOf(
      call.region.codedeploy,
      input.applicationName,
    );
    return {
      application: {
        applicationId: id,
        applicationName: name,
        createTime: new Date(createdAt),
        linkedToGitHub: false,
        computePlatform,
      },
    };
  },
);
