import { findingsOfCluster, type ClusterPicture } from '../core/init/cluster.ts';
import { differencesOf } from '../core/init/differences.ts';
import { draftOf } from '../core/init/draft.ts';
import { firstFiles, type FirstFiles } from '../core/init/files.ts';
import type { Findings } from '../core/init/findings.ts';
import { lineDiff } from '../core/init/line-diff.ts';
import { merged } from '../core/init/merge.ts';
import { findingsOfJenkinsfiles } from '../core/init/old-jenkinsfiles.ts';
import { findingsOfStack } from '../core/init/stack.ts';
import { toldWhereabouts, type Whereabouts } from '../core/init/whereabouts.ts';
import { findingsOfWishes, twoClusters, wishedClusters, type Wishes } from '../core/init/wishes.ts';
import { ProblemError, throwIfAny, type Problem } from '../core/errors/problem.ts';
import type { StackName } from '../core/terraform/request.ts';
import type { Clusters } from '../ports/clusters.ts';
import type { NewFiles } from '../ports/new-files.ts';
import type { Report } from '../ports/report.ts';
import type { SourceFolder } from '../ports/source-folder.ts';
import type { StackTree } from '../ports/terraform.ts';
import { oldSyntaxOf, readStack } from './terraform/prepare.ts';

export interface InitTools {
  /** Those that credentials of one kind see in one region; asked only where a cluster is named. Errors: `init-no-region`. */
  readonly clusters: (where: Whereabouts) => Promise<Clusters>;
  readonly sources: readonly SourceFolder[];
  readonly files: NewFiles;
  readonly report: Report;
}

export interface Begun extends FirstFiles {
  /** `differs`: something else is there, and stays. */
  readonly states: ReadonlyMap<string, 'made' | 'wanted' | 'same' | 'differs'>;
  /** Of each file that differs: what is there, to what init would have written. */
  readonly diffs: ReadonlyMap<string, readonly string[]>;
  /** Where the environments that were read are not alike. */
  readonly differences: readonly string[];
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
    diffs: new Map(
      first.files.flatMap(({ path, text }) => {
        const there = existing.get(path);
        return there === undefined || there === text ? [] : [[path, lineDiff(there, text)]];
      }),
    ),
    differences: differencesOf(found.environments),
    remarks: found.remarks,
  };
}

/** All clusters are read, or all that is in the way is told; whatever cannot be read would leave a line with a hole. */
async function clusterFindings(wishes: Wishes, tools: InitTools): Promise<readonly Findings[]> {
  const wished = wishedClusters(wishes);
  throwIfAny(twoClusters(wished));
  const pictures = new Map<string, ClusterPicture>();
  const problems: Problem[] = [];
  for (const where of wished) {
    const place = toldWhereabouts(where);
    if (pictures.has(place)) continue;
    tools.report.line(`Reading the cluster ${place}.`);
    try {
      pictures.set(place, await (await tools.clusters(where)).picture(where.cluster));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...(wished.length === 1 ? error.problems : error.problems.map(at(place))));
    }
  }
  throwIfAny(problems);
  return wished.flatMap((one) => {
    const place = toldWhereabouts(one);
    const picture = pictures.get(place);
    const others = wished.filter(
      (other) => toldWhereabouts(other) === place && other.environment !== one.environment,
    );
    return picture
      ? [
          findingsOfCluster(
            one,
            picture,
            others.map(({ environment }) => environment),
          ),
        ]
      : [];
  });
}

function at(place: string): (problem: Problem) => Problem {
  return (problem) => ({ ...problem, what: `The cluster ${place}: ${problem.what}` });
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
  return found;
}

/** Old jobs go on finding the tree where it is, so a link is what harms nobody. */
function elsewhereRemark({ root }: StackTree): string {
  return `${root}: promotions look for stacks in src and config beside promotion.yaml, or in orchestration there. A link leads there, \`ln -s ${root} orchestration\`; or put promotion.yaml into ${root}.`;
}

/** A stack that cannot be read is told, and the others are read nevertheless. */
async function treeFindings(tree: StackTree): Promise<readonly Findings[]> {
  const { src, config } = await tree.folders();
  const names = Object.entries(config).flatMap(([region, stacks]): readonly StackName[] =>
    src.includes(region) ? [{ stack: region, region: null }] : stacks.map((stack) => ({ stack, region })),
  );
  const found: Findings[] = [];
  let used = false;
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
      if (findings) used = true;
      if (findings && oldSyntaxOf(stack).length > 0) found.push({ remarks: [oldSyntaxRemark(name, tree)] });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [{ what, place }] = error.problems;
      const where = place?.file === undefined ? '' : ` (${place.file})`;
      found.push({ remarks: [`${tree.root}: the stack ${name.stack} was not read: ${what}${where}`] });
    }
  }
  const isFound = ['.', 'orchestration'].includes(tree.root);
  return used && !isFound ? [...found, { remarks: [elsewhereRemark(tree)] }] : found;
}

function oldSyntaxRemark({ stack, region }: StackName, { root }: StackTree): string {
  return `${root}: the stack ${stack} is in the syntax of Terraform 0.11: \`ecs-promote orchestrate migrate ${stack}${region === null ? '' : ` ${region}`} --root ${root} --out DIR\` writes it in that of today.`;
}
