import { startEmulator, type Emulator } from '../../rehearsal/aws/emulator.ts';
import { awsCalls } from '../aws/call.ts';
import { awsClientSettings } from '../aws/client-settings.ts';
import { systemClock } from '../clock/system.ts';
import { expectAccount, stsAccount } from './index.ts';

let emulator: Emulator;
const kept = { ...process.env };
beforeEach(async () => {
  emulator = await startEmulator();
  process.env['AWS_ENDPOINT_URL'] = emulator.url;
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIA123456789012TEST';
});
afterEach(async () => {
  process.env = { ...kept };
  await emulator.close();
});

const accountOf = (assumeRole?: string) => {
  const call = awsCalls({ clock: systemClock });
  const settings = awsClientSettings(
    { region: 'ap-southeast-2', assumeRole, sessionName: 'ecs-promote live #7' },
    call,
    systemClock,
  );
  return stsAccount(settings, call);
};
const operations = () => emulator.calls.map(({ operation }) => operation);

describe('whose credentials these are', () => {
  it('is asked once', async () => {
    const account = accountOf();
    expect((await account.whoAmI()).accountId).toBe('123456789012');
    await account.whoAmI();
    expect(operations()).toEqual(['GetCallerIdentity']);
  });

  it('is the account of the role that is assumed, under a name that AWS allows', async () => {
    expect(await accountOf('arn:aws:iam::210987654321:role/ecs-promote-live').whoAmI()).toEqual({
      accountId: '210987654321',
      arn: 'arn:aws:sts::210987654321:assumed-role/ecs-promote-live/ecs-promote-live-7',
    });
    expect(operations()).toEqual(['AssumeRole', 'GetCallerIdentity']);
  });

  it('is told when the role may not be assumed', async () => {
    const asking = accountOf('arn:aws:iam::210987654321:role/denied').whoAmI();
    await expect(asking).rejects.toMatchObject({
      problems: [
        {
          code: 'aws-access-denied',
          what: expect.stringContaining('sts:AssumeRole on arn:aws:iam::210987654321:role/denied'),
        },
      ],
    });
  });

  it.each([
    ['AKIAEXPIRED', 'aws-credentials-expired'],
    ['AKIAINVALID', 'aws-credentials-refused'],
  ])('is not known for the key %s', async (key, code) => {
    process.env['AWS_ACCESS_KEY_ID'] = key;
    await expect(accountOf().whoAmI()).rejects.toMatchObject({ problems: [{ code }] });
  });
});

describe('the account that is expected', () => {
  it('is the right one, or none is', async () => {
    await expect(expectAccount(accountOf(), '123456789012', 'test')).resolves.toBeUndefined();
    await expect(expectAccount(accountOf(), undefined, 'test')).resolves.toBeUndefined();
  });

  it('is not another one', async () => {
    await expect(expectAccount(accountOf(), '210987654321', 'live')).rejects.toMatchObject({
      problems: [
        {
          code: 'aws-wrong-account',
          category: 'configuration',
          what: 'The credentials for live belong to account 123456789012 (arn:aws:iam::123456789012:user/rehearsal), but the configuration says 210987654321.',
        },
      ],
    });
  });
});
