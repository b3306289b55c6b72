import { defineError } from '../define.ts';

/** Reading builds from a Jenkins home or over REST. No value ever holds a user, a token or a query. */
export const jenkinsErrors = {
  badJobName: defineError<{ job: string; reason: string }>('jenkins-bad-job-name', {
    category: 'usage',
    what: ({ job, reason }) => `${JSON.stringify(job)} cannot be the name of a job: ${reason}.`,
    why: () => 'A job is named by its full name, the folders before it, with / between them.',
    next: () =>
      'Give the name as Jenkins shows it, such as deploy-test, team/deploy-test or service1/feature%2Fx.',
    example: { job: '../secrets', reason: '".." is not a folder\'s name' },
  }),
  jobMissing: defineError<{ job: string; source: string; meant: string | undefined; hidden: boolean }>(
    'jenkins-job-missing',
    {
      category: 'configuration',
      what: ({ job, source }) => `There is no job ${job} in ${source}.`,
      why: ({ hidden }) =>
        hidden
          ? 'Jenkins says so, too, of a job that this user may not see.'
          : 'Builds of a job that does not exist cannot be listed; an empty list would say nothing.',
      next: ({ meant }) =>
        meant === undefined
          ? 'Give the full name, folders included; a slash in a branch is written %2F.'
          : `Did you mean ${meant}?`,
      example: { job: 'deploy-tset', source: '/var/jenkins_home', meant: 'deploy-test', hidden: false },
    },
  ),
  notAJob: defineError<{ job: string; source: string; holds: readonly string[] }>('jenkins-not-a-job', {
    category: 'configuration',
    what: ({ job, source }) => `${job} in ${source} is a folder or a multibranch project, not a job.`,
    why: () => 'Only jobs have builds.',
    next: ({ holds }) =>
      holds.length === 0
        ? 'Name a job in it.'
        : `Name a job in it: ${holds.slice(0, 10).join(', ')}${holds.length > 10 ? ', …' : ''}.`,
    example: { job: 'team', source: '/var/jenkins_home', holds: ['team/deploy-test', 'team/deploy-beta'] },
  }),
  homeMissing: defineError<{ home: string }>('jenkins-home-missing', {
    category: 'configuration',
    what: ({ home }) => `There is no Jenkins home at ${home}: it holds no folder "jobs".`,
    why: () => 'Agents know JENKINS_HOME too, as the path on the controller, where it is of no use to them.',
    next: () => 'Run this on the controller with the right path, or give --jenkins-url.',
    example: { home: '/var/jenkins_home' },
  }),
  homeUnreadable: defineError<{ path: string; reason: string }>('jenkins-home-unreadable', {
    category: 'infrastructure',
    what: ({ path, reason }) => `${path} cannot be read: ${reason}.`,
    why: () => 'What can not be read could hold the newest build.',
    next: () => "Run this as a user who may read the Jenkins home, usually Jenkins' own.",
    example: { path: '/var/jenkins_home/jobs', reason: 'EACCES: permission denied' },
  }),
  badUrl: defineError<{ reason: string }>('jenkins-bad-url', {
    category: 'usage',
    what: ({ reason }) => `The address of Jenkins cannot be used: ${reason}.`,
    why: () => 'Jobs are looked up below it; and what stands in an address ends in logs.',
    next: () =>
      'Give the root address, such as https://jenkins.acme.example/jenkins/, and JENKINS_USER and JENKINS_TOKEN for who asks.',
    example: { reason: 'it holds a user name or a password' },
  }),
  halfCredentials: defineError<{ given: string; missing: string }>('jenkins-half-credentials', {
    category: 'usage',
    what: ({ given, missing }) => `${given} is set and ${missing} is not.`,
    why: () => 'Jenkins takes a user and an API token together, or neither.',
    next: ({ missing }) => `Set ${missing} too; an API token is made on the user's Security page in Jenkins.`,
    example: { given: 'JENKINS_TOKEN', missing: 'JENKINS_USER' },
  }),
  unreachable: defineError<{ url: string; reason: string }>('jenkins-unreachable', {
    category: 'infrastructure',
    what: ({ url, reason }) => `Jenkins at ${url} does not answer: ${reason}.`,
    why: () => 'Without an answer nothing is known of its builds.',
    next: () => 'Check the address, and that this machine may reach it; then run the same again.',
    example: { url: 'https://jenkins.acme.example/', reason: 'ECONNREFUSED' },
  }),
  tooSlow: defineError<{ url: string; seconds: number }>('jenkins-too-slow', {
    category: 'infrastructure',
    what: ({ url, seconds }) => `Jenkins at ${url} did not answer within ${seconds} s.`,
    why: () => 'A controller under load, or one that loads a long history from a slow disk, takes its time.',
    next: () =>
      'Run it again; the second time the builds are in its memory. A smaller --limit asks for less.',
    example: { url: 'https://jenkins.acme.example/', seconds: 30 },
  }),
  certificate: defineError<{ url: string; reason: string }>('jenkins-certificate', {
    category: 'infrastructure',
    what: ({ url, reason }) => `The connection to Jenkins at ${url} cannot be trusted: ${reason}.`,
    why: () => 'Somebody else could be answering, and would be given the token.',
    next: () =>
      'For a certificate of your own authority set NODE_EXTRA_CA_CERTS to its file; for an address without TLS write http://.',
    example: {
      url: 'https://jenkins.acme.example/',
      reason: 'self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
    },
  }),
  unauthorized: defineError<{ url: string; anonymous: boolean }>('jenkins-unauthorized', {
    category: 'infrastructure',
    what: ({ url, anonymous }) =>
      anonymous
        ? `Jenkins at ${url} wants to know who asks (401).`
        : `Jenkins at ${url} does not accept the user and token (401).`,
    why: () => "It takes a user name and one of that user's API tokens; a password often does not do.",
    next: () =>
      "Set JENKINS_USER and JENKINS_TOKEN; a new token is made on the user's Security page in Jenkins.",
    example: { url: 'https://jenkins.acme.example/', anonymous: false },
  }),
  forbidden: defineError<{ url: string; anonymous: boolean; title: string | undefined }>(
    'jenkins-forbidden',
    {
      category: 'infrastructure',
      what: ({ url, anonymous, title }) =>
        `${anonymous ? 'Without credentials' : 'This user'} may not read ${url} (403${title === undefined ? '' : `, "${title}"`}).`,
      why: () => 'Listing builds needs the permissions Overall/Read and Job/Read.',
      next: ({ anonymous }) =>
        anonymous ? 'Set JENKINS_USER and JENKINS_TOKEN.' : 'Have Job/Read for the job given to the user.',
      example: { url: 'https://jenkins.acme.example/job/deploy-test/', anonymous: true, title: undefined },
    },
  ),
  loginPage: defineError<{ url: string; location: string }>('jenkins-login-page', {
    category: 'infrastructure',
    what: ({ url, location }) => `${url} sends us to a login page, ${location}.`,
    why: () => 'A single sign-on in front of Jenkins does not take API tokens unless it lets them pass.',
    next: () =>
      'Set JENKINS_USER and JENKINS_TOKEN; where they are set, ask for an address of Jenkins that the sign-on does not guard.',
    example: {
      url: 'https://jenkins.acme.example/job/deploy-test/',
      location: 'https://jenkins.acme.example/login',
    },
  }),
  redirected: defineError<{ url: string; location: string }>('jenkins-redirected', {
    category: 'configuration',
    what: ({ url, location }) => `${url} has moved to ${location}.`,
    why: () => 'A token is not sent on to an address that nobody named.',
    next: () => 'Give the new root address as --jenkins-url.',
    example: { url: 'http://jenkins.acme.example/', location: 'https://jenkins.acme.example/' },
  }),
  notJenkins: defineError<{ url: string; status: number; title: string | undefined }>('jenkins-not-jenkins', {
    category: 'configuration',
    what: ({ url, status, title }) =>
      `What answers at ${url} is not Jenkins (${status}${title === undefined ? '' : `, "${title}"`}).`,
    why: () => 'There is neither the job nor a Jenkins above it.',
    next: () => 'Check the address, and its path: many a Jenkins is at /jenkins/.',
    example: { url: 'https://jenkins.acme.example/', status: 404, title: 'Not Found' },
  }),
  errorPage: defineError<{ url: string; status: number; title: string | undefined }>('jenkins-error-page', {
    category: 'infrastructure',
    what: ({ url, status, title }) =>
      `${url} answered with an error, ${status}${title === undefined ? '' : `, "${title}"`}.`,
    why: () => 'Jenkins or a proxy before it could not carry out the request.',
    next: () =>
      "Run it again in a minute; if it stays, look at that page in a browser and at the controller's log.",
    example: { url: 'https://jenkins.acme.example/job/deploy-test/', status: 503, title: 'Starting Jenkins' },
  }),
  notJson: defineError<{ url: string; found: string }>('jenkins-not-json', {
    category: 'infrastructure',
    what: ({ url, found }) => `${url} answered with ${found} where builds were expected.`,
    why: () => 'Something between us and Jenkins answers in its place, or its answer was cut off.',
    next: () => 'Open that address in a browser as the same user and see what it shows.',
    example: { url: 'https://jenkins.acme.example/job/deploy-test/', found: 'a page "Sign in"' },
  }),
};
