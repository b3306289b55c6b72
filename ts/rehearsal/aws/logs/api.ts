import type { Api } from '../operation.ts';
import * as operations from './operations.ts';

export const logsApi: Api = {
  service: 'logs',
  protocol: { kind: 'json', target: 'Logs_20140328' },
  validationError: 'InvalidParameterException',
  enumerations: {},
  operations: Object.values(operations),
};
