import { defineError } from '../define.ts';
import { nothingDone } from './orchestrate-call.ts';

/** The tree, the stack and its files, before Terraform is started. */
export const stackFilesErrors = {
  root: defineError<{ root: string }>('orchestrate-root', {
    category: 'configuration',
    what: ({ root }) => `${root} holds no src and config folder, and has no orchestration folder with them.`,
    why: () => 'Stacks are looked for in src/<stack> and config/<region>/<stack> or config/<stack>.',
    next: () =>
      'Call it from the folder that has them, or name that with --root; for promotions put a link beside promotion.yaml, `ln -s FOLDER orchestration`.',
    example: { root: '.' },
  }),
  stack: defineError<{ stack: string; known: readonly string[]; suggestion: string }>('orchestrate-stack', {
    category: 'configuration',
    what: ({ stack, suggestion }) => `There is no folder src/${stack}.${suggestion}`,
    why: () => 'The Terraform files of a stack are there.',
    next: ({ known }) => (known.length === 0 ? 'Make it.' : `Use one of ${known.join(', ')}, or make it.`),
    example: {
      stack: 'appcluster-tset',
      known: ['appcluster-test'],
      suggestion: ' Did you mean "appcluster-test"?',
    },
  }),
  config: defineError<{ folder: string; others: readonly string[] }>('orchestrate-config', {
    category: 'configuration',
    what: ({ folder }) => `There is no folder ${folder}.`,
    why: () => 'It holds the backend (tf-config.tf) and the variables (variables.tfvars) of the stack.',
    next: ({ others }) =>
      others.length === 0 ? 'Make it.' : `Make it, or use what is there: ${others.join(', ')}.`,
    example: { folder: 'config/appcluster-test', others: ['config/ap-southeast-2/appcluster-test'] },
  }),
  unreadable: defineError<{ detail: string }>('terraform-unreadable', {
    category: 'configuration',
    what: ({ detail }) => `This is not Terraform's language: ${detail}.`,
    why: () => 'Variables, modules and the backend are read from the files before Terraform is started.',
    next: () => 'Correct it; `terraform fmt` points at such places too.',
    example: { detail: 'a string has no closing quote' },
  }),
  settings: defineError<{ detail: string }>('orchestrate-settings', {
    category: 'configuration',
    what: ({ detail }) => `orchestrate.json cannot be used: ${detail}.`,
    why: () => 'It says which Terraform the tree is run with.',
    next: () => 'Write {"terraform": "PATH"} or {"image": "hashicorp/terraform:0.10.8@sha256:…"}.',
    example: { detail: 'it has an unknown member "imgae"' },
  }),
  imageNotPinned: defineError<{ image: string }>('terraform-image-not-pinned', {
    category: 'configuration',
    what: ({ image }) => `The image ${image} is not pinned.`,
    why: () => 'What a tag such as latest names changes, and with it what a plan does.',
    next: () => 'Name it with a full version, or better with its digest (…@sha256:…).',
    example: { image: 'hashicorp/terraform:latest' },
  }),
  module: defineError<{ source: string; folder: string }>('terraform-module-missing', {
    category: 'configuration',
    what: ({ source, folder }) => `The module ${source} would be the folder ${folder}, which does not exist.`,
    why: nothingDone,
    next: () => 'Correct the source; /modules/<name> is src/modules/<name>.',
    example: { source: '/modules/appcluster', folder: 'src/modules/appcluster' },
  }),
  backendMissing: defineError<{ stack: string; file: string }>('terraform-backend-missing', {
    category: 'configuration',
    what: ({ stack }) => `No backend is configured for ${stack}.`,
    why: () => 'Terraform would keep its state in the folder of this run, which is removed afterwards.',
    next: ({ file }) => `Write \`terraform { backend "s3" { … } }\` into ${file}.`,
    example: { stack: 'appcluster-test', file: 'config/ap-southeast-2/appcluster-test/tf-config.tf' },
  }),
  backendRelative: defineError<{ path: string }>('terraform-backend-relative', {
    category: 'configuration',
    what: ({ path }) =>
      path === '' ? 'The local backend has no path.' : `The path ${path} of the local backend is relative.`,
    why: () => 'Terraform runs in a folder of its own, which is removed afterwards, and the state with it.',
    next: () => 'Write an absolute path, or use a backend that others can reach, such as s3.',
    example: { path: 'terraform.tfstate' },
  }),
  version: defineError<{ version: string; constraint: string }>('terraform-version', {
    category: 'configuration',
    what: ({ version, constraint }) => `Terraform is ${version}, but the stack requires ${constraint}.`,
    why: () => 'A newer Terraform may rewrite the state such that the older one cannot read it.',
    next: () => 'Use a fitting Terraform: --terraform PATH, or an image in orchestrate.json.',
    example: { version: '1.11.4', constraint: '~> 1.9.0' },
  }),
  versionConstraint: defineError<{ constraint: string }>('terraform-version-constraint', {
    category: 'configuration',
    what: ({ constraint }) => `required_version = "${constraint}" is no constraint on versions.`,
    why: nothingDone,
    next: () => 'Write it like ">= 1.9" or "~> 1.9.2".',
    example: { constraint: '>> 1.9' },
  }),
  oldSyntax: defineError<{ version: string; count: number; where: readonly string[]; name: string }>(
    'terraform-old-syntax',
    {
      category: 'configuration',
      what: ({ version, count, where }) =>
        `${count} ${count === 1 ? 'place is' : 'places are'} written for Terraform 0.11 or older, and this is ${version}: ${where.join('; ')}.`,
      why: () => 'Terraform 0.12 and later refuse them.',
      next: ({ name }) =>
        `Let \`orchestrate migrate ${name} --out DIR\` write the changed copy, or name the image of an old Terraform in orchestrate.json.`,
      example: {
        version: '1.11.4',
        count: 2,
        where: [
          'src/appcluster-test/variables.tf:2',
          'config/ap-southeast-2/appcluster-test/variables.tfvars:1',
        ],
        name: 'appcluster-test ap-southeast-2',
      },
    },
  ),
  invalid: defineError<{ summary: string; detail: string }>('terraform-invalid', {
    category: 'configuration',
    what: ({ summary, detail }) => `${summary}${detail === '' ? '' : `: ${detail}`}`.replace(/\.?$/, '.'),
    why: () => 'Terraform does not take the configuration as it is.',
    next: () => 'Correct the line.',
    example: { summary: 'Unsupported argument', detail: 'An argument named "iput" is not expected here.' },
  }),
};
