import { awsErrors } from './catalogue/aws.ts';
import { filesErrors } from './catalogue/files.ts';
import { gitErrors } from './catalogue/git.ts';
import { bugErrors } from './catalogue/bug.ts';
import { changesErrors } from './catalogue/changes.ts';
import { choicesErrors } from './catalogue/choices.ts';
import { clockErrors } from './catalogue/clock.ts';
import { codeDeployErrors } from './catalogue/codedeploy.ts';
import { configErrors } from './catalogue/config.ts';
import { diagnoseErrors } from './catalogue/diagnose.ts';
import { doctorErrors } from './catalogue/doctor.ts';
import { dueErrors } from './catalogue/due.ts';
import { ecsErrors } from './catalogue/ecs.ts';
import { eligibleChoicesErrors } from './catalogue/eligible-choices.ts';
import { environmentErrors } from './catalogue/environment.ts';
import { existenceErrors } from './catalogue/existence.ts';
import { gateErrors } from './catalogue/gate.ts';
import { initErrors } from './catalogue/init.ts';
import { jenkinsErrors } from './catalogue/jenkins.ts';
import { jobsErrors } from './catalogue/jobs.ts';
import { lineageErrors } from './catalogue/lineage.ts';
import { ledgerErrors } from './catalogue/ledger.ts';
import { planErrors } from './catalogue/plan.ts';
import { policyErrors } from './catalogue/policy.ts';
import { preflightErrors } from './catalogue/preflight.ts';
import { programErrors } from './catalogue/program.ts';
import { promoteErrors } from './catalogue/promote.ts';
import { rehearseErrors } from './catalogue/rehearse.ts';
import { releaseErrors } from './catalogue/release.ts';
import { renderErrors } from './catalogue/render.ts';
import { serviceEnvErrors } from './catalogue/service-env.ts';
import { terraformErrors } from './catalogue/terraform.ts';
import { usageErrors } from './catalogue/usage.ts';
import type { Category, Problem } from './problem.ts';

/** What the page of errors needs of each of them; the values of their sentences differ. */
export interface CatalogueEntry {
  readonly code: string;
  readonly category: Category;
  readonly exampleProblem: () => Problem;
}

/** Every error a person can meet, by area. For the tools: a program imports the areas that it needs. */
export const errorCatalogue: Readonly<Record<string, readonly CatalogueEntry[]>> = {
  'Calling the program': Object.values(usageErrors),
  'The program itself': [...Object.values(programErrors), ...Object.values(clockErrors)],
  'Files and git': [...Object.values(filesErrors), ...Object.values(gitErrors)],
  'promotion.yaml': Object.values(configErrors),
  'A first configuration': Object.values(initErrors),
  Jenkins: [
    ...Object.values(jenkinsErrors),
    ...Object.values(choicesErrors),
    ...Object.values(eligibleChoicesErrors),
    ...Object.values(jobsErrors),
  ],
  'Service env artifacts': Object.values(serviceEnvErrors),
  Releases: [...Object.values(releaseErrors), ...Object.values(lineageErrors)],
  Gates: Object.values(gateErrors),
  'Plans and promotions': [
    ...Object.values(environmentErrors),
    ...Object.values(existenceErrors),
    ...Object.values(planErrors),
    ...Object.values(promoteErrors),
    ...Object.values(dueErrors),
    ...Object.values(changesErrors),
  ],
  Permissions: Object.values(policyErrors),
  'The preflight': Object.values(preflightErrors),
  'The doctor': Object.values(doctorErrors),
  Diagnosis: Object.values(diagnoseErrors),
  'Files for CodePipeline': Object.values(renderErrors),
  'The ledger': Object.values(ledgerErrors),
  'Amazon ECS and ECR': [...Object.values(awsErrors), ...Object.values(ecsErrors)],
  CodeDeploy: Object.values(codeDeployErrors),
  Terraform: Object.values(terraformErrors),
  'The rehearsal': Object.values(rehearseErrors),
  'Mistakes of ours': Object.values(bugErrors),
};
