/** Terraform's options whose value may stand in a word of its own, so that the word is not taken for a stack; also those we refuse. */
export const optionsWithValue: readonly string[] = [
  'var',
  'var-file',
  'target',
  'replace',
  'parallelism',
  'lockfile',
  'plugin-dir',
  'backend-config',
  'out',
  'state',
  'state-out',
  'backup',
  'lock-timeout',
  'chdir',
];
