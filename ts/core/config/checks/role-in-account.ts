import { configErrors } from '../../errors/catalogue/config.ts';
import type { Check } from './check.ts';

export const roleInAccount: Check = ({ environments, defaults, placeOf }) =>
  [...environments].flatMap(([environment, file]) => {
    const accountId = file.accountId ?? defaults?.accountId;
    const roleAccount = file.assumeRole?.split(':')[4];
    if (accountId === undefined || roleAccount === undefined || roleAccount === accountId) return [];
    return [
      configErrors.roleElsewhere.problem(
        { environment, roleAccount, accountId },
        placeOf(['environments', environment, 'assumeRole']),
      ),
    ];
  });
