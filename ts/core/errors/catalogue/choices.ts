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
};
