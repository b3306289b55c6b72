import { defineError } from '../define.ts';

const exampleAddress = 'git@github.com:acme/deployments.git#ecs-promote-ledger';
const noMemory = 'Without the ledger nobody can tell what was verified, so nothing may be promoted.';

export const ledgerErrors = {
  movedOn: defineError<{ environment: string; expected: string | null; found: string | null }>(
    'ledger-moved-on',
    {
      category: 'refused',
      what: ({ environment, expected, found }) =>
        `The ledger of ${environment} has moved on: this was decided upon ${expected ?? 'an empty one'}, and its newest fact now is ${found ?? 'none'}.`,
      why: () =>
        'Someone else promoted, verified or stopped something in between; the decision may be wrong now.',
      next: () => 'Plan again, and promote what the new plan says.',
      example: {
        environment: 'live',
        expected: '01KB0Z3N7V8Q2M4S6T8W0Y2A4C',
        found: '01KB0Z5C1D3F5H7K9N1Q3S5V7X',
      },
    },
  ),
  factUnreadable: defineError<{ file: string; reason: string }>('ledger-fact-unreadable', {
    category: 'configuration',
    what: ({ file, reason }) => `The ledger's file ${file} is not a fact: ${reason}.`,
    why: () =>
      'Facts are never rewritten; a file that changed means that the history can no longer be trusted.',
    next: () =>
      'Restore the file from the history of the branch or a backup; if a newer ecs-promote wrote it, use that version.',
    example: { file: 'test/01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json', reason: 'it is not JSON' },
  }),
  chainBroken: defineError<{ environment: string; fact: string; reason: string }>('ledger-chain-broken', {
    category: 'configuration',
    what: ({ environment, fact, reason }) =>
      `The ledger of ${environment} is broken at fact ${fact}: ${reason}.`,
    why: () =>
      'Each fact names the hash of the one before it; a link that does not fit shows that facts were changed or lost.',
    next: () => 'Find out who changed the ledger, and restore it from the history of the branch or a backup.',
    example: {
      environment: 'live',
      fact: '01KB0Z3N7V8Q2M4S6T8W0Y2A4C',
      reason: 'the facts before it are missing',
    },
  }),
  environmentName: defineError<{ environment: string }>('ledger-environment-name', {
    category: 'usage',
    what: ({ environment }) => `"${environment}" cannot be an environment's folder in the ledger.`,
    why: () => 'Each environment is a folder of that name, which must stay inside the ledger.',
    next: () => 'Use letters, digits, ".", "_" and "-", beginning with a letter or digit.',
    example: { environment: '../live' },
  }),
  addressUnknown: defineError<{ address: string }>('ledger-address-unknown', {
    category: 'configuration',
    what: ({ address }) => `"${address}" is not the address of a ledger.`,
    why: () => noMemory,
    next: () =>
      'Give a directory, a git repository and a branch, such as git@host:acme/deployments.git#ecs-promote-ledger, or s3://bucket/prefix.',
    example: { address: 'ftp://acme.example/ledger' },
  }),
  bucketMissing: defineError<{ address: string; bucket: string }>('ledger-bucket-missing', {
    category: 'configuration',
    what: ({ address, bucket }) => `The ledger ${address} is nowhere: S3 knows no bucket ${bucket}.`,
    why: () => noMemory,
    next: () =>
      'Correct "ledger", or make the bucket; it needs nothing but to be private, and versions are a good guard.',
    example: { address: 's3://acme-ledger/deployments', bucket: 'acme-ledger' },
  }),
  notedFactMissing: defineError<{ environment: string; noted: string; facts: number }>(
    'ledger-noted-fact-missing',
    {
      category: 'configuration',
      what: ({ environment, noted, facts }) =>
        `The ledger of ${environment} has lost a fact: none of its ${facts} has the noted SHA-256 ${noted}.`,
      why: () => 'Its links hold, so its newest facts were taken away, or the whole chain was written anew.',
      next: () =>
        'Find out who changed the ledger, and restore it from the history of the branch or a backup.',
      example: {
        environment: 'live',
        noted: '9f2b7c0e6d1a4f3b8c5e2d7a0b9f4c1e6d3a8b5f2c7e0d9a4b1f6c3e8d5a2b7f',
        facts: 41,
      },
    },
  ),
  environmentUnknown: defineError<{ environment: string; address: string; known: readonly string[] }>(
    'ledger-environment-unknown',
    {
      category: 'usage',
      what: ({ environment, address, known }) =>
        `The ledger ${address} holds nothing of ${environment}; it has ${known.length === 0 ? 'no environment yet' : known.join(', ')}.`,
      why: () => 'To say that its chain holds would be true and of no use.',
      next: () => 'Name an environment to which something was promoted, or none to check them all.',
      example: { environment: 'prod', address: '/srv/ledger', known: ['live', 'test'] },
    },
  ),
  notConfigured: defineError<{ folder: string }>('ledger-not-configured', {
    category: 'configuration',
    what: ({ folder }) =>
      `No ledger is configured, and ${folder} is not in a git repository that could hold one.`,
    why: () =>
      'Unless "ledger" says otherwise, it is a branch of the repository that holds the configuration file.',
    next: () => 'Put the configuration file under git, or set "ledger" to a directory or a git repository.',
    example: { folder: '/srv/deployments' },
  }),
  directoryUnusable: defineError<{ directory: string; reason: string }>('ledger-directory-unusable', {
    category: 'infrastructure',
    what: ({ directory, reason }) => `The ledger's directory ${directory} cannot be used: ${reason}.`,
    why: () => noMemory,
    next: () =>
      'Make the directory readable and writable for this user, on a file system that has hard links.',
    example: { directory: '/srv/ledger', reason: 'EACCES: permission denied, mkdir' },
  }),
  unreachable: defineError<{ address: string; reason: string }>('ledger-unreachable', {
    category: 'infrastructure',
    what: ({ address, reason }) => `The ledger ${address} cannot be reached: ${reason}.`,
    why: () => noMemory,
    next: () => 'Check the address, and that this machine reaches the git server; then run this again.',
    example: {
      address: exampleAddress,
      reason: 'ssh: Could not resolve hostname github.com: Name or service not known',
    },
  }),
  accessDenied: defineError<{ address: string; reason: string }>('ledger-access-denied', {
    category: 'infrastructure',
    what: ({ address, reason }) => `The git server refuses access to the ledger ${address}: ${reason}.`,
    why: () => noMemory,
    next: () => 'Give this build credentials that may read the repository and push to the branch.',
    example: { address: exampleAddress, reason: 'Permission denied (publickey)' },
  }),
  branchProtected: defineError<{ address: string; reason: string }>('ledger-branch-protected', {
    category: 'configuration',
    what: ({ address, reason }) => `The git server does not let the ledger ${address} be written: ${reason}.`,
    why: () => 'What is about to happen must be in the ledger before it happens, so nothing was changed.',
    next: () =>
      'Let the identity of this build push to that branch without a pull request; forced pushes can stay forbidden.',
    example: { address: exampleAddress, reason: 'protected branch hook declined' },
  }),
  gitFailed: defineError<{ address: string; reason: string }>('ledger-git-failed', {
    category: 'infrastructure',
    what: ({ address, reason }) => `git failed at the ledger ${address}: ${reason}.`,
    why: () => noMemory,
    next: () => 'See what git says; once it is put right, run this again.',
    example: { address: exampleAddress, reason: 'fatal: write error: No space left on device' },
  }),
  busy: defineError<{ address: string; attempts: number }>('ledger-busy', {
    category: 'infrastructure',
    what: ({ address, attempts }) =>
      `The ledger ${address} was written by others ${attempts} times in a row before we could add a fact.`,
    why: () => 'Each fact names the one before it, so writers must go one after the other.',
    next: () => 'Run this again; if it goes on, look for something that pushes to the branch in a loop.',
    example: { address: exampleAddress, attempts: 20 },
  }),
};
