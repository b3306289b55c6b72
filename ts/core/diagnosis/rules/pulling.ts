import type { Rule } from '../rule.ts';
import { forbidden, unreachable } from './network.ts';

/** A pull of an image, or the login before it. */
const pull = [
  'cannotpull',
  "can.?(no)?t pull (the|your|an|·|['‘])",
  '(image|ref) pull|pull image|pulling|pull command|failed to pull',
  'resolve ref',
  'inspect image',
  'pull access',
  'docker login',
  'manifest',
  'registry',
  'httpreade?r?seeker',
  'error response from daemon: (get|head) ',
  'ecr:',
].join('|');
const login =
  'ecr registry auth|registry auth from amazon ecr|getauthorizationtoken|api\\.ecr\\b|ecr\\.[\\w-]+\\.amazonaws';

/** Getting the image. What the registry said decides; how often it was asked, and by whom, does not. */
export const pulling: readonly Rule[] = [
  {
    class: 'registry-rate-limit',
    confidence: 'certain',
    pattern: 'toomanyrequests|too many requests|pull rate limit|\\b429\\b',
    source: 'pull',
  },
  {
    class: 'registry-rate-limit',
    confidence: 'likely',
    pattern: 'rate exceeded|throttling|rate limit',
    within: `${pull}|${login}`,
    source: 'pull',
  },
  {
    class: 'disk-full',
    confidence: 'certain',
    pattern:
      'no space left on device|thin pool has|not enough space on the disk|disk quota exceeded|insufficient disk space',
    source: 'pull',
  },
  {
    // Where the text ends in the path that could not be written, the reason of the system is what was cut off.
    class: 'disk-full',
    confidence: 'likely',
    pattern:
      '(extract|register|unpack\\w*|apply|commit)\\w* .{0,40}layer.{0,300}\\b(write|copy_file_range|failed to copy file|mkdir|create)\\b[\\s·/.…]*$',
    unless: 'read-?only|permission|input/output|i/o error|operation not permitted',
    source: 'pull',
  },
  {
    class: 'wrong-architecture',
    confidence: 'certain',
    pattern:
      'descriptor matching platform|no matching manifest for|no match for platform|exec format error|platform .{0,80}does not match|does not match the .{0,30}platform|(operating system|image os|image (cpu )?architecture|image platform) .{0,60}(does not match|cannot be used|can.?t be used|not supported on this)|(version|os|image|architecture) .{0,60}incompatible with|no (child|image|manifest|match\\w*) .{0,20}platform|unsupported (platform|architecture)|(host|container) operating system .{0,40}match|(not |in)compatible with .{0,40}(architecture|platform|host)|bad cpu type',
    source: 'pull',
  },
  {
    class: 'registry-permission',
    confidence: 'certain',
    pattern:
      'denied: user(.{0,300}perform:? ecr:\\w+)?|not authorized to perform:? ecr(:\\w+)?|permissions? to pull|no basic auth|token has expired|authentication required|incorrect username or password|insufficient_scope|authorization failed|(registry|ecr) credentials:? not found',
    source: 'agentMessages',
  },
  {
    class: 'image-missing',
    confidence: 'certain',
    pattern:
      'manifest unknown|name unknown|repository name not known|check whether the image exists|requested image not found|image ?not ?found|no such image|does not exist in the registry|repository ?not ?found|: not found\\b|not found in repository|(image|repository|tag|manifest|artifact)\\b.{0,300} not found|(image|tag|repository|manifest) .{0,200}(does not exist|doesn.?t exist)(?! or)|api error \\(404\\)|\\b404\\b|invalid reference format',
    within: pull,
    unless: 'no such host|pull access denied',
    source: 'pull',
  },
  {
    class: 'image-missing',
    confidence: 'likely',
    pattern: 'requested access to the resource is denied',
    within: 'check whether the image exists',
    source: 'agentMessages',
    advice:
      'The registry answers so when there is no such repository and when it is private: check the name and that it exists, then the pull permissions.',
  },
  {
    class: 'registry-permission',
    confidence: 'certain',
    pattern: forbidden,
    within: `${pull}|${login}`,
    source: 'initialization',
  },
  {
    class: 'registry-permission',
    confidence: 'likely',
    pattern:
      'pull access denied|denied:|\\bdenied\\b|does(n.t| not) have (the )?(required |necessary )?permissions?',
    within: pull,
    source: 'pull',
  },
  {
    class: 'registry-unreachable',
    confidence: 'certain',
    pattern: unreachable,
    within: `${pull}|${login}`,
    source: 'pull',
  },
  {
    // As with secrets: a refused login is not tried again.
    class: 'registry-permission',
    confidence: 'guess',
    pattern: 'been retried [01] time',
    within: login,
    source: 'initialization',
  },
  {
    // A missing manifest is not asked for again; one that cannot be reached is, five times.
    class: 'image-missing',
    confidence: 'guess',
    pattern: '(pull image manifest|inspect image) has been retried [17] time\\(s\\)\\W*$',
    source: 'pull',
    advice:
      'The text does not tell the cause: check first that the image exists, then the way from the subnet to the registry.',
  },
  {
    class: 'image-missing',
    confidence: 'guess',
    pattern: 'failed to resolve ref',
    source: 'pull',
    advice:
      'The text does not tell the cause: check first that the image exists, then the way from the subnet to the registry.',
  },
  {
    class: 'registry-unreachable',
    confidence: 'guess',
    pattern: `failed open: unexpected status code|api error|${login}|cannotpull|pull image manifest|can.?(no)?t pull the image`,
    unless:
      'cannot(start|create|stop|inspect|describe|list|remove)|unpack|extract layer|register layer|media-?type',
    source: 'pull',
    advice:
      'The text does not tell the cause: check first that the image exists, then the way from the subnet to the registry.',
  },
];
