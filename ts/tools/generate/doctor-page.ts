import { doctorCheckIds, doctorChecks } from '../../core/doctor/checks.ts';
import { exitCodes } from '../../core/errors/problem.ts';
import { generatedNote } from './note.ts';

/** `docs/doctor.md`: what the doctor looks at, where, and how it ends for a failure. */
export function doctorPage(): string {
  const rows = doctorCheckIds.map((id) => {
    const { about, looksAt, on, category } = doctorChecks[id];
    return `| \`${id}\` | ${about} | ${looksAt} | ${on.join(', ')} | ${exitCodes[category]} |`;
  });
  return `# The doctor

${generatedNote}

\`ecs-promote doctor\` says whether a machine has what it needs, before a build finds out:

\`\`\`sh
ecs-promote doctor                                                  # on a laptop, in the deployment repository
ecs-promote doctor --on agent --environment live                    # on an agent, or in a build
docker exec jenkins node /opt/ecs-promote/current/bin/ecs-promote.cjs doctor   # on a controller in a container
\`\`\`

\`\`\`text
Taken for an agent, because BUILD_URL is set, as in a build.
machine
  failed   clock              this machine’s clock is 420 s behind AWS’s, and AWS refuses what is signed more than 300 s away
           next: Let chrony or systemd-timesyncd set the clock; on EC2 from 169.254.169.123.
  failed   docker             Docker does not answer this user: permission denied while trying to connect to the Docker daemon socket
           next: Start its daemon, and put this user into the group docker.
  skipped  terraform          no environment here has engine: terraform
  ok       node               v20.20.2
  ok       git                2.39.5
  …
live
  failed  permissions  arn:aws:iam::123456789012:role/ecs-promote-live is not allowed ecs:UpdateService on arn:aws:ecs:ap-southeast-2:123456789012:service/appcluster-live/service1
           next: Give it the policy that \`ecs-promote policy --environment live --role deployer\` prints.
  ok      role         arn:aws:sts::123456789012:assumed-role/ecs-promote-live/ecs-promote-doctor
  ok      services     appcluster-live with 1 service
Doctor: 14 ok, 3 failed, 2 skipped
\`\`\`

Every check runs, all at the same time, and none longer than 20 seconds. What could not be seen is skipped, with the reason, and fails
nothing. Nothing is changed: a file that tries a folder is removed, a push is a dry run, and an S3 ledger is tried by a write that has to be
refused. No secret is printed. \`--json\` has the same rows.

A machine is a controller where a Jenkins home with a \`config.xml\` is (\`--jenkins-home\`, \`JENKINS_HOME\`), an agent where \`BUILD_URL\` or
\`NODE_NAME\` is set, and else a laptop; \`--on\` says otherwise.

It ends with 0 where nothing failed. Otherwise with 4 where something has to be set up or corrected, because no waiting helps that, else
with 6.

| check | ok means | looks at | on | exit code |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Plugins that the library can do without are skipped when they are missing, and say what is lost. One that is older than what is tested
([plugins.txt](../jenkins/controller/plugins.txt)) fails, since nobody has tried it.

What is not seen: what a protected branch or a hook of the git server would say, since those are asked at a real push only; policies of
resources, of the organisation and of sessions, which IAM’s simulator leaves out; settings of Jenkins that were changed and not saved.
`;
}
