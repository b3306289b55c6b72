import type { JenkinsfileSource, JenkinsSettings } from './config.ts';
import type { JenkinsFile, SourceFile } from './jenkins-schema.ts';

export function resolveJenkins(file: JenkinsFile): JenkinsSettings {
  const {
    repository,
    branch = 'main',
    credentials = null,
    jenkinsfiles = 'jenkins',
    startBuilds = 'webhook',
    choices = 'all',
    keepBuilds = 200,
    backup = null,
    board = false,
  } = file;
  return { repository, branch, credentials, jenkinsfiles, startBuilds, choices, keepBuilds, backup, board };
}

export function resolveSource(file: SourceFile, jenkins: JenkinsFile | undefined): JenkinsfileSource {
  const {
    repository,
    branch = 'main',
    credentials = jenkins?.credentials ?? null,
    jenkinsfile = 'Jenkinsfile',
  } = file;
  return { repository, branch, credentials, jenkinsfile };
}
