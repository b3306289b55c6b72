import { defineError } from '../define.ts';

/** The answers of a choice parameter: `90-Fix the rounding of GST`. */
export const choicesErrors = {
  empty: defineError<Record<string, never>>('choice-empty', {
    category: 'usage',
    what: () => 'No build was chosen: the choice is empty.',
    why: () => 'A build parameter whose list could not be made has no value.',
    next: () => 'Choose a line of the list, or run `ecs-promote choices` for the job to see why it is empty.',
    example: {},
  }),
  withoutNumber: defineError<{ choice: string }>('choice-without-number', {
    category: 'usage',
    what: ({ choice }) => `The choice ${JSON.stringify(choice)} does not begin with a build number.`,
    why: () => 'The build that is meant is the number before the first hyphen.',
    next: () => 'Give a line of the list, such as 90-Fix the rounding of GST, or the number alone.',
    example: { choice: 'Fix the rounding of GST' },
  }),
  numberOutOfRange: defineError<{ number: string }>('choice-number-out-of-range', {
    category: 'usage',
    what: ({ number }) => `${number} cannot be the number of a build.`,
    why: () => 'Jenkins counts the builds of a job from 1 to 2147483647.',
    next: () => 'Give a line of the list, such as 90-Fix the rounding of GST, or the number alone.',
    example: { number: '0' },
  }),
  oneSource: defineError<{ given: readonly string[] }>('choices-one-source', {
    category: 'usage',
    what: ({ given }) =>
      given.length === 0
        ? 'Nothing says where to look for builds.'
        : `${given.join(' and ')} exclude each other: builds are listed from one place.`,
    why: () => 'Two places may know different builds, and none is guessed.',
    next: () =>
      'Give --jenkins-home on the controller, or --jenkins-url with JENKINS_USER and JENKINS_TOKEN elsewhere.',
    example: { given: ['--jenkins-home', '--jenkins-url'] },
  }),
  eligibleFromHome: defineError<Record<string, never>>('choices-eligible-from-home', {
    category: 'usage',
    what: () => '--eligible-for cannot be used with --jenkins-url.',
    why: () =>
      'The release of each build is read from its archive, which is a request each over the network.',
    next: () =>
      'Ask with --jenkins-home on the controller, or leave --eligible-for out: promote refuses what may not go.',
    example: {},
  }),
  withoutEligibleFor: defineError<{ given: readonly string[] }>('choices-without-eligible-for', {
    category: 'usage',
    what: ({ given }) => `${given.join(' and ')} without --eligible-for would change nothing.`,
    why: () =>
      'The configuration decides which releases an environment takes, and nothing else about a list.',
    next: ({ given }) => `Add --eligible-for ENVIRONMENT, or leave ${given.join(' and ')} out.`,
    example: { given: ['--config'] },
  }),
};
