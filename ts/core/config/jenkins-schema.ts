import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { described, member } from './member.ts';
import * as words from './words.ts';

/** What git takes for a repository, in one word: nothing that could be read as an option of git's. */
const repository = () =>
  words.text(
    "a git repository's address",
    /^(?!-)(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:|\/)[^\s\p{C}]+$/u,
  );

const branch = () => words.text("a branch's name", /^(?![-/])(?!.*(?:\.\.|\/\/|@\{))[^\s~^:?*[\\\p{C}]+$/u);

const path = () =>
  words.text('a relative path without ".."', /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{C}]+$/u);

const credentials = () => words.text('the id of credentials in Jenkins', /^[\w.:/-]{1,255}$/);

/** Where a service's source is: with it, `jobs` makes the job that builds the service. */
export const sourceSchema = closedMap('a map with the repository', {
  repository: described(repository(), 'Its git repository.'),
  branch: member(branch(), 'The branch that is built. Default: main.'),
  credentials: member(credentials(), 'Id of the credentials in Jenkins. Default: those under jenkins.'),
  jenkinsfile: member(path(), 'Path of its Jenkinsfile. Default: Jenkinsfile.'),
});

/** What `jobs` has to know besides services and environments. */
export const jenkinsSchema = closedMap('a map with the repository of this file', {
  repository: described(repository(), 'The git repository of this file and of the Jenkinsfiles.'),
  branch: member(branch(), 'Its branch that decides. Default: main.'),
  credentials: member(credentials(), 'Id of the credentials in Jenkins for the repositories. Default: none.'),
  jenkinsfiles: member(path(), 'Folder of the Jenkinsfiles in it. Default: jenkins.'),
  startBuilds: member(
    z.enum(['webhook', 'polling'], 'webhook or polling'),
    'What starts a build of a service. Default: webhook.',
  ),
  choices: member(
    z.enum(['all', 'eligible'], 'all or eligible'),
    'Which builds a deploy job offers: all successful ones, or those that may go there. Default: all.',
  ),
  keepBuilds: member(words.wholeNumberFrom(2, 10_000), 'How many builds of each job are kept. Default: 200.'),
  backup: member(
    closedMap('a map with at and timeZone', {
      at: described(words.timeOfDay(), 'When the backups are checked each day, "06:30".'),
      timeZone: described(words.timeZone(), 'Time zone of at, Australia/Melbourne.'),
    }),
    'With it there is a job that checks the backups of the controller.',
  ),
  board: member(
    z.boolean('true or false'),
    'Whether a job publishes what runs where, every quarter of an hour. Default: false.',
  ),
});

export type JenkinsFile = z.output<typeof jenkinsSchema>;
export type SourceFile = z.output<typeof sourceSchema>;
