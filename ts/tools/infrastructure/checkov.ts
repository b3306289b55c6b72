import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const wanted = 'checkov==3.3.30';

/**
 * What checkov's policies object to in the stacks, each in a line. It weighs 290 MB, so it is installed under `build` when somebody
 * checks; its policies come with it, and nothing is fetched while it runs.
 */
export function checkovFindings(root: string): Promise<readonly string[]> {
  const program = installed(root);
  const words = ['-d', 'orchestration/src', '--framework', 'terraform', '--skip-download', '-o', 'json'];
  const { stdout, stderr, status } = spawnSync(program, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, LOG_LEVEL: 'ERROR' },
  });
  if (status !== 0 && status !== 1) throw new Error(`checkov ended with ${status ?? 'a signal'}: ${stderr}`);
  const { results, summary } = JSON.parse(stdout) as Report;
  // A folder that holds no Terraform would be found to be in order.
  if (summary.passed === 0) throw new Error('checkov has checked nothing');
  console.log(
    `        ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} silenced with a reason`,
  );
  return Promise.resolve(
    results.failed_checks.map(
      ({ check_id, check_name, resource, file_path }) =>
        `${file_path} ${resource}: ${check_id} ${check_name}`,
    ),
  );
}

interface Report {
  readonly summary: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
      readonly file_path: string;
    }[];
  };
}

function installed(root: string): string {
  const place = join(root, 'build/infrastructure', wanted.replace('==', '-'));
  const program = join(place, 'bin/checkov');
  if (existsSync(program)) return program;
  mkdirSync(join(root, 'build/infrastructure'), { recursive: true });
  console.log(`Installing ${wanted} into build/infrastructure`);
  try {
    execFileSync('python3', ['-m', 'venv', place]);
    execFileSync(join(place, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', wanted]);
  } catch (cause) {
    // One that was interrupted must not be taken for it.
    rmSync(place, { recursive: true, force: true });
    throw cause;
  }
  return program;
}
