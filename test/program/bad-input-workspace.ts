import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { releaseBytes, releaseId } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { began } from '../../ts/core/gates/example.ts';
import { serviceBuildToEntries } from '../../ts/core/service-env/service-build.ts';
import { writeServiceEnv } from '../../ts/core/service-env/write.ts';
import { promotionYaml, type Team } from './team.ts';

export interface Workspace {
  /** How many calls have changed something in AWS until now. */
  readonly changes: number;
  /** Splits a line into words; AMBIGUOUS and JENKINS stand for what is different each time. */
  wordsOf(line: string): readonly string[];
  close(): Promise<void>;
}

/** Puts good files into the team's checkout, and under `bad/` one for each way to be wrong. */
export async function arrangeWorkspace(team: Team): Promise<Workspace> {
  const { world } = team;
  const release = await world.release(90, 41);
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(join(team.dir, path, '..'), { recursive: true });
    writeFileSync(join(team.dir, path), content);
  };
  const nowhere = '  nowhere: { cluster: absent }\n';
  put('promotion.yaml', promotionYaml() + nowhere);
  put('configs/terraform.yaml', promotionYaml('engine: terraform, stack: appcluster-test'));
  put(
    'configs/code-deploy.yaml',
    promotionYaml('strategy: { type: codeDeploy, application: acme, deploymentGroup: web }'),
  );
  put('configs/approval.yaml', promotionYaml('approval: { from: [release-managers] }'));
  put('configs/check.yaml', promotionYaml('prerequisites: [{ check: quiet, url: "http://127.0.0.1:1/" }]'));
  put('configs/second.yaml', promotionYaml('promotesFrom: nowhere') + nowhere);
  put('release.json', releaseBytes(release));
  for (const [name, build] of Object.entries(release.services)) {
    put(
      `import/${name}.env.groovy`,
      writeServiceEnv(serviceBuildToEntries(`${name.toUpperCase()}_BUILD`, build)),
    );
  }
  put('jenkins-home/jobs/deploy-test/config.xml', '<project/>');
  putBadFiles(put, release);
  const ambiguous = await recordTwins(join(team.dir, 'ledger'), release);
  const jenkins = await standIn();
  return {
    changes: ['RegisterTaskDefinition', 'UpdateService', 'PutImage'].reduce(
      (sum, each) => sum + world.calls(each),
      0,
    ),
    wordsOf: (line) =>
      line
        .replace('AMBIGUOUS', ambiguous)
        .replace('JENKINS', jenkins.url)
        .split(' ')
        .filter((word) => word !== ''),
    close: jenkins.close,
  };
}

function putBadFiles(put: (path: string, content: string | Buffer) => void, release: Release): void {
  const { service1 } = release.services;
  if (!service1) throw new Error('the release has no service1');
  put(
    '../outside.yaml',
    'version: 1\ndefaults: { region: eu-west-1 }\nservices: { web: { image: acme/web } }\nenvironments: { test: { cluster: c } }\n',
  );
  put('bad/malformed.yaml', 'version: 1\nservices: [\n');
  put('bad/empty.yaml', '# nothing\n');
  put(
    'bad/unknown-key.yaml',
    'version: 1\ndefaults: { region: eu-west-1 }\nservices: { web: { image: acme/web } }\nenvironments:\n  test: { clutser: c, cluster: c }\n  live: { cluster: "a b" }\n  last: { cluster: d, promotesFrom: tset }\n',
  );
  put('bad/malformed.json', '{"version":1,');
  put('bad/pretty.json', JSON.stringify(release, null, 2));
  put('bad/unknown-key.json', releaseBytes({ ...release, extra: 1 } as Release));
  put('bad/stranger.json', releaseBytes(aRelease({ service9: service1 })));
  put('bad/unpushed.json', releaseBytes(aRelease({ service1: { ...service1, build: 7, tag: '7' } })));
  put('bad/code.env.groovy', "env.SERVICE1_BUILD=sh('id')\n");
  put('bad/latin1.env.groovy', Buffer.from("env.SERVICE1_COMMIT_MSG='caf\xe9'\n", 'latin1'));
  put('bad/import/service1.env.groovy', "env.SERVICE1_BUILD=sh('id')\n");
  put('bad/import/service2.env.groovy', 'env.SERVICE2_BUILD=41\n');
  put('bad/ledger/test/01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json', 'not a fact');
}

/** Records two releases whose ids begin with the same seven digits, and answers these. */
async function recordTwins(directory: string, release: Release): Promise<string> {
  const ledger = await openLedger(directory, { clock: systemClock, cwd: directory, env: {} });
  const [one, other] = twins(release);
  for (const each of [one, other]) await ledger.append('test', began(each));
  await ledger.close();
  return releaseId(one).slice(0, 7);
}

function twins(release: Release): readonly [Release, Release] {
  const known = new Map<string, Release>();
  for (let number = 0; ; number++) {
    const candidate: Release = { ...release, parent: number.toString(16).padStart(64, '0') };
    const prefix = releaseId(candidate).slice(0, 7);
    const twin = known.get(prefix);
    if (twin) return [twin, candidate];
    known.set(prefix, candidate);
  }
}

/** Answers as a Jenkins that refuses, and as something that is no Jenkins. */
async function standIn(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const refuses = request.url?.startsWith('/401/') === true;
    response
      .writeHead(refuses ? 401 : 200, {
        'content-type': 'text/html',
        ...(refuses && { 'x-jenkins': '2.500' }),
      })
      .end('<html><body>Welcome</body></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
