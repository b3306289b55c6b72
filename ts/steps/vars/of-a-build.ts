import { choicesStep } from '../choices.ts';
import { displayNameStep } from '../display-name.ts';
import { serviceEnvReadStep } from '../service-env-read.ts';
import { serviceEnvRecordStep } from '../service-env-record.ts';
import { serviceEnvWriteStep } from '../service-env-write.ts';
import type { Var } from './var.ts';

/** Vars for the builds of services, and for what they hand on. */
export const varsOfABuild: readonly Var[] = [
  {
    name: 'ecsBuildService',
    summary: 'Build a service: check out, test, build and push its image, record its digest',
    about: [
      'The image gets the number of the build as its tag; a number that ECR has already is refused before anything is built, so no tag is ever moved. The digest is read back from ECR and not believed from the builder: a build whose image did not arrive fails.',
      'The env artifact is archived as output/SERVICE.env.groovy, and the build is named after its last commit that is not a merge.',
      'The image command sees IMAGE (repository and tag), IMAGE_REPOSITORY and IMAGE_TAG; logging in to ECR is up to the agent, for instance with its credential helper.',
    ],
    calledIn: 'noNode',
    step: serviceEnvRecordStep,
    without: ['build', 'repo', 'out'],
    own: [
      { name: 'agent', required: true, about: 'Label of the agent that builds' },
      {
        name: 'builder',
        fallback: "'docker'",
        about: 'Who builds the image: docker, or without a daemon buildx (with a remote builder), buildah or kaniko',
      },
      {
        name: 'imageCommand',
        about: 'Shell command that builds the image and pushes it as $IMAGE, in place of a builder',
      },
    ],
    block: 'tests the checkout, before the image is built',
    answers: 'a map with file, build, commit, subject, image, tag and digest',
    example: `ecsBuildService(agent: 'docker', service: 'service1', image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1') {
    sh './test.sh'
}`,
  },
  {
    name: 'ecsSetDisplayName',
    summary: 'Name the build after its last commit that is not a merge',
    about: ['The subject becomes the display name, the whole message the description.'],
    calledIn: 'node',
    step: displayNameStep,
    answers: 'a map with displayName, description and commit',
    example: 'ecsSetDisplayName()',
  },
  {
    name: 'ecsWriteServiceEnv',
    summary: 'Write the env artifact of a service build',
    about: ['Jenkins’ load gives exactly these values, whatever is in them. It is not archived by this.'],
    calledIn: 'node',
    step: serviceEnvWriteStep,
    answers: 'the path of the file',
    example: `archiveArtifacts ecsWriteServiceEnv(service: 'service1', values: [SERVICE1_BUILD: env.BUILD_NUMBER])`,
  },
  {
    name: 'ecsReadServiceEnv',
    summary: 'Read env artifacts without running them',
    about: ['A file that does anything but assign values is refused, with line and column.'],
    calledIn: 'node',
    step: serviceEnvReadStep,
    answers: 'a map of all values of all files',
    example: `def values = ecsReadServiceEnv(files: ['import/service1.env.groovy'])`,
  },
  {
    name: 'ecsUpstreamBuilds',
    summary: 'List the newest good builds of a job, as lines to choose from',
    about: [
      'One line a build, such as 90-Fix the rounding of GST. Why a list is short or empty is in the log.',
      'On an agent give jenkinsUrl, and JENKINS_USER and JENKINS_TOKEN in the environment.',
    ],
    calledIn: 'node',
    step: choicesStep,
    // What the ledger lets go on is listed on the controller, which has the program's part for it and the archives.
    without: ['eligibleFor', 'config', 'configFrom', 'ledger'],
    answers: 'a list of lines, newest first',
    example: `def lines = ecsUpstreamBuilds(job: 'deploy-test', jenkinsUrl: env.JENKINS_URL)`,
  },
];
