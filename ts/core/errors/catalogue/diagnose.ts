import { defineError } from '../define.ts';

/** What can be wrong with what a diagnosis is asked about. */
export const diagnoseErrors = {
  lineUnreadable: defineError<{ file: string; line: number }>('diagnose-line-unreadable', {
    category: 'configuration',
    what: ({ file, line }) =>
      `Line ${line} of ${file} opens a brace and is not the JSON that is expected there.`,
    why: () => 'A line is either a text or a JSON object with text, field, exitCode and stopCode.',
    next: () => 'Correct the line; in a JSON object give a text, an exitCode or a stopCode.',
    example: { file: 'messages.txt', line: 3 },
  }),
  fileUnreadable: defineError<{ file: string; command: string; reason: string }>('diagnose-file-unreadable', {
    category: 'configuration',
    what: ({ file, command, reason }) =>
      `${file} does not hold the JSON output of \`${command}\`: ${reason}.`,
    why: () => 'What AWS says of the service is read from there.',
    next: ({ command }) => `Save the whole output of \`${command} --output json\`, without --query.`,
    example: { file: 'services.json', command: 'aws ecs describe-services', reason: 'it is not JSON' },
  }),
  filesEmpty: defineError<{ files: readonly string[]; failures: readonly string[] }>('diagnose-files-empty', {
    category: 'configuration',
    what: ({ files, failures }) =>
      `There is nothing in ${files.join(' and ')}${failures.length === 0 ? '' : `: AWS answered ${failures.join('; ')}`}.`,
    why: () => 'Without a service, a task or a target there is nothing to tell a cause from.',
    next: () =>
      'Check the cluster, the names and the region of the command; ECS keeps stopped tasks for an hour.',
    example: {
      files: ['services.json'],
      failures: ['arn:aws:ecs:ap-southeast-2:123456789012:service/service1: MISSING'],
    },
  }),
  waysMixed: defineError<{ given: readonly string[] }>('diagnose-ways-mixed', {
    category: 'usage',
    what: ({ given }) => `${given.join(' and ')} cannot be given together.`,
    why: () => 'A diagnosis is made of lines, of saved files, or of what AWS says now.',
    next: () =>
      'Give --lines alone, or any of --services, --tasks and --targets, or --cluster with --service.',
    example: { given: ['--lines', '--cluster'] },
  }),
  nothingGiven: defineError<{ missing: string }>('diagnose-nothing-given', {
    category: 'usage',
    what: ({ missing }) => `There is nothing to diagnose: ${missing}.`,
    why: () => 'A diagnosis is made of lines, of saved files, or of what AWS says now.',
    next: () =>
      'Give --lines FILE, or any of --services, --tasks and --targets FILE, or --cluster with --service.',
    example: { missing: 'neither a file nor a service is named' },
  }),
  regionUnknown: defineError<{ cluster: string }>('diagnose-region-unknown', {
    category: 'usage',
    what: ({ cluster }) => `The region of the cluster ${cluster} is not known.`,
    why: () => 'Clusters of the same name exist in several regions.',
    next: () => 'Give --region, or set AWS_REGION.',
    example: { cluster: 'appcluster-live' },
  }),
};
