import { findingsOfCluster, type ClusterPicture } from '../core/init/cluster.ts';
import { draftOf } from '../core/init/draft.ts';
import { firstFiles, type FirstFiles } from '../core/init/files.ts';
import type { Findings } from '../core/init/findings.ts';
import { merged } from '../core/init/merge.ts';
import { findingsOfJenkinsfiles } from '../core/init/old-jenkinsfiles.ts';
import { findingsOfStack } from '../core/init/stack.ts';
import { findingsOfWishes, wishedClusters, type Wishes } from '../core/init/wishes.ts';
import { ProblemError } from '../core/errors/problem.ts';
import type { StackName } from '../core/terraform/request.ts';
import type { Clusters } from '../ports/clusters.ts';
import type { NewFiles } from '../ports/new-files.ts';
import type { Report } from '../ports/report.ts';
import type { SourceFolder } from '../ports/source-folder.ts';
import type { StackTree } from '../ports/terraform.ts';
import { oldSyntaxOf, readStack } from './terraform/prepare.ts';

export interface InitTools {
  /** Asked only where a cluster is named. Errors: `init-no-region`. */
  readonly clusters: () => Clusters;
  readonly sources: readonly SourceFolder[];
  readonly files: NewFiles;
  readonly report: Report;
}

export interface Begun extends FirstFiles {
  /** `differs`: something else is there, and stays. */
  readonly states: ReadonlyMap<string, 'made' | 'wanted' | 'same' | 'differs'>;
  readonly remarks: readonly string[];
}

/**
 * Writes a first configuration from what there is: clusters, Jenkinsfiles, stacks, and what a person says, which goes before. Nothing
 * that exists is replaced, and where one file cannot be made none is.
 *
 * @throws ProblemError of the areas `init`, `ecs`, `aws` and `files`
 */
export async function init(wishes: Wishes, dryRun: boolean, tools: InitTools): Promise<Begun> {
  const sources = [
    findingsOfWishes(wishes),
    ...(await clusterFindings(wishes, tools)),
    ...(await folderFindings(tools)),
  ];
  const found = merged(sources);
  const first = firstFiles(draftOf(found, wishes), found);
  const existing = new Map<string, string | undefined>();
  for (const { path } of first.files) existing.set(path, await tools.files.textOf(path));
  const absent = first.files.filter(({ path }) => existing.get(path) === undefined);
  if (!dryRun) await tools.files.make(absent);
  return {
    ...first,
    states: new Map(
      first.files.map(({ path, text }) => {
        const there = existing.get(path);
        if (there === undefined) return [path, dryRun ? 'wanted' : 'made'];
        return [path, there === text ? 'same' : 'differs'];
      }),
    ),
    remarks: found.remarks,
  };
}

async function clusterFindings(
  wishes: Wishes,
  { clusters, report }: InitTools,
): Promise<readonly Findings[]> {
  const wished = wishedClusters(wishes);
  if (wished.length === 0) return [];
  const reader = clusters();
  const pictures = new Map<string, ClusterPicture>();
  for (const { cluster } of wished) {
    if (pictures.has(cluster)) continue;
    report.line(`Reading the cluster ${cluster}.`);
    pictures.set(cluster, await reader.picture(cluster));
  }
  return wished.flatMap(({ environment, cluster }) => {
    const picture = pictures.get(cluster);
    const others = wished.filter((one) => one.cluster === cluster && one.environment !== environment);
    return picture
      ? [
          findingsOfCluster(
            environment,
            picture,
            others.map((one) => one.environment),
          ),
        ]
      : [];
  });
}

async function folderFindings({ sources, report }: InitTools): Promise<readonly Findings[]> {
  const found: Findings[] = [];
  for (const source of sources) {
    const { jenkinsfiles: scripts, trees, passedOver } = await source.read();
    report.line(
      `Reading ${source.named}: ${scripts.length} Jenkinsfile${scripts.length === 1 ? '' : 's'}, ${trees.length} tree${trees.length === 1 ? '' : 's'} of stacks.`,
    );
    found.push({ remarks: passedOver });
    if (scripts.length > 0) found.push(findingsOfJenkinsfiles(scripts));
    for (const tree of trees) found.push(...(await treeFindings(tree)));
    if (scripts.length === 0 && trees.length === 0)
      found.push({
        remarks: [`In ${source.named} there is no Jenkinsfile, and no folder with src and config.`],
      });
  }
  if (found.some(({ environments = [] }) => environments.some(({ stack }) => stack !== undefined)))
    found.push({
      remarks: [
        'promotion.yaml looks for stacks in src and config beside itself, or in orchestration there: put it beside yours.',
      ],
    });
  return found;
}

/** A stack that cannot be read is told, and the others are read nevertheless. */
async function treeFindings(tree: StackTree): Promise<readonly Findings[]> {
  const { src, config } = await tree.folders();
  const names = Object.entries(config).flatMap(([region, stacks]): readonly StackName[] =>
    src.includes(region) ? [{ stack: region, region: null }] : stacks.map((stack) => ({ stack, region })),
  );
  const found: Findings[] = [];
  for (const name of names) {
    try {
      const stack = await readStack(name, tree);
      const files = stack.parts.flatMap((part) => part.files);
      const findings = findingsOfStack({ ...name, files });
      found.push(
        findings ?? {
          remarks: [
            `${tree.root}: the stack ${name.stack} takes no build of a service, and is no environment.`,
          ],
        },
      );
      if (findings && oldSyntaxOf(stack).length > 0) found.push({ remarks: [oldSyntaxRemark(name, tree)] });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [{ what, place }] = error.problems;
      const where = place?.file === undefined ? '' : ` (${place.file})`;
      found.push({ remarks: [`${tree.root}: the stack ${name.stack} was not read: ${what}${where}`] });
    }
  }
  return found;
}

function oldSyntaxRemark({ stack, region }: StackName, { root }: StackTree): string {
  return `${root}: the stack ${stack} is in the syntax of Terraform 0.11: \`ecs-promote orchestrate migrate ${stack}${region === null ? '' : ` ${region}`} --root ${root} --out DIR\` writes it in that of today.`;
}
