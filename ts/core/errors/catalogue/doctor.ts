import { defineError } from '../define.ts';

interface FailedCheck {
  readonly subject: string;
  readonly check: string;
  readonly what: string;
  readonly next: string;
}

const what = ({ subject, check, what: found }: FailedCheck) => `${subject}, “${check}”: ${found}.`;

export const doctorErrors = {
  unfit: defineError<FailedCheck>('doctor-unfit', {
    category: 'configuration',
    what,
    why: () => 'Something has to be set up or corrected; what depends on it does not work until then.',
    next: ({ next }) => next,
    example: {
      subject: 'machine',
      check: 'plugins',
      what: 'lockable-resources is not installed: ecsPromote cannot hold an environment with `lock`',
      next: 'Install it.',
    },
  }),
  unable: defineError<FailedCheck>('doctor-unable', {
    category: 'infrastructure',
    what,
    why: () => 'This machine, or what it reaches, lacks something that every promotion from here needs.',
    next: ({ next }) => next,
    example: {
      subject: 'machine',
      check: 'clock',
      what: 'this machine’s clock is 420 s behind AWS’s, and AWS refuses what is signed more than 300 s away',
      next: 'Let chrony or systemd-timesyncd set the clock; on EC2 from 169.254.169.123.',
    },
  }),
  storeUnconditional: defineError<{ address: string }>('doctor-store-unconditional', {
    category: 'configuration',
    what: ({ address }) =>
      `${address} wrote over an object although it was told to write only where there is none.`,
    why: () => 'Two promotions that end at the same time could then overwrite what the other has recorded.',
    next: () => 'Keep the ledger in Amazon S3, in a store that knows If-None-Match, or in a git branch.',
    example: { address: 's3://acme-ledger/deployments' },
  }),
};
