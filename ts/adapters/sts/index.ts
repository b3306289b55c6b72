import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { Account } from '../../ports/account.ts';
import type { Call } from '../aws/call.ts';
import type { ClientSettings } from '../aws/client-settings.ts';

/** The account that the settings' credentials act in; asked once. */
export function stsAccount(settings: ClientSettings, call: Call): Account {
  let answer: ReturnType<Account['whoAmI']> | undefined;
  const ask = async (): ReturnType<Account['whoAmI']> => {
    const client = new STSClient(settings);
    const { Account: accountId, Arn: arn } = await call('sts:GetCallerIdentity', (options) =>
      client.send(new GetCallerIdentityCommand({}), options),
    );
    client.destroy();
    if (accountId === undefined || arn === undefined)
      throw new Error('sts:GetCallerIdentity answered without an account');
    return { accountId, arn };
  };
  return { whoAmI: () => (answer ??= ask()) };
}

/**
 * Throws `aws-wrong-account` unless the credentials belong to the account that the configuration names; without one any will do.
 *
 * @param where what they are for, for people: the environment's name
 */
export async function expectAccount(
  account: Account,
  expected: string | undefined,
  where: string,
): Promise<void> {
  if (expected === undefined) return;
  const { accountId, arn } = await account.whoAmI();
  if (accountId !== expected) throw awsErrors.wrongAccount.error({ expected, found: accountId, arn, where });
}
