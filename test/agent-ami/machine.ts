/**
 * A machine of Amazon Linux 2023 as far as tools.sh sees it: stand-ins for the programs that ask or change the machine, first on the PATH and
 * with their state in files. What the script does with files, sums and words is done by the real programs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const release = '2023.12.20261112';
export const hashicorp = 'C874011F0AB405110D02105534365D9472D7468F';

const signature = (fingerprint: string) =>
  `[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG ${fingerprint.slice(-16)} A signer\n` +
  `[GNUPG:] VALIDSIG ${fingerprint} 2026-01-01 1767225600 0 4 0 1 10 00 ${fingerprint}\n`;

/** Packages of the pinned release, as `dnf repoquery` lists them. */
const repository = {
  nodejs24: '24.11.1-1.amzn2023.0.1',
  'nodejs24-npm': '11.6.2-1.24.11.1.1.amzn2023.0.1',
  git: '2.50.1-1.amzn2023.0.1',
  docker: '25.0.14-1.amzn2023.0.1',
  'java-21-amazon-corretto-headless': '21.0.9+11-1.amzn2023.1',
  'awscli-2': '2.30.4-1.amzn2023.0.1',
  unzip: '6.0-57.amzn2023.0.2',
};

/** What the script prints at its end, with the Terraform that is pinned in the tests. */
export const versions = `${listing()}terraform 1.11.4\n`;

function listing(): string {
  return Object.entries(repository)
    .map(([name, version]) => `${name} ${version}\n`)
    .join('');
}

/** Each notes in `calls` what it changes or fetches. Words are of sh; `$S` is the folder of the state. */
const programs: Readonly<Record<string, string>> = {
  rpm: 'for name; do :; done; cat "$S/installed/$name" 2>/dev/null || { echo "package $name is not installed"; exit 1; }',
  dnf: `case " $* " in
    *' --releasever=${release} --repo=amazonlinux --setopt=*.gpgcheck=1 '*) ;; *) echo "unpinned: $*" >&2; exit 9 ;;
  esac
  case $* in
    *repoquery*) cat "$S/repository" ;;
    *install*)
      [ ! -e "$S/dnf-fails" ] || exit 1
      while [ "$1" != install ]; do shift; done; shift
      echo "dnf install $*" >>"$S/calls"
      while read -r name version; do
        case " $* " in *" $name-$version "*) printf %s "$(cat "$S/instead/$name" 2>/dev/null || echo "$version")" >"$S/installed/$name" ;; esac
      done <"$S/repository" ;;
  esac`,
  curl: `while [ $# -gt 1 ]; do [ "$1" != --output ] || out=$2; shift; done
  echo "curl $1" >>"$S/calls"
  cp "$S/web/$(basename "$1")" "$out" 2>/dev/null || { echo 'curl: (22) 404' >&2; exit 22; }`,
  gpg: `case $* in *--verify*) echo 'gpg --verify' >>"$S/calls"; cat "$S/signature" >&3; exit "$(cat "$S/gpg-exit")" ;; esac`,
  // The archive is the program itself.
  unzip: 'echo unzip >>"$S/calls"; cp "$3" "$6/terraform"',
  uname: 'cat "$S/uname"',
  node: 'cat "$S/node"',
  java: 'cat "$S/java" >&2',
  aws: 'cat "$S/aws"',
  docker: '[ ! -e "$S/no-buildx" ]',
  alternatives: 'echo "alternatives $*" >>"$S/calls"; [ -e "$S/keeps-node" ] || echo v24.11.1 >"$S/node"',
  systemctl:
    'case $1 in is-enabled) [ -e "$S/docker-enabled" ] ;; *) echo "systemctl $*" >>"$S/calls"; : >"$S/docker-enabled" ;; esac',
  id: 'cat "$S/groups"',
  usermod: 'echo "usermod $*" >>"$S/calls"; echo "ec2-user docker" >"$S/groups"',
};

export class Machine {
  readonly bin: string;
  private readonly folder: string;
  private readonly script: string;

  constructor(folder: string, script: string) {
    this.folder = folder;
    this.script = script;
    this.bin = join(folder, 'usr-local-bin');
    mkdirSync(this.bin, { recursive: true });
    mkdirSync(join(folder, 'state/instead'), { recursive: true });
    for (const [name, words] of Object.entries(programs)) {
      this.write(join('programs', name), `#!/bin/sh\n${words}\n`);
      chmodSync(join(folder, 'programs', name), 0o755);
    }
    this.say('installed/system-release', release);
    this.say('installed/git', '2.47.0-1.amzn2023.0.1');
    this.say('repository', listing());
    this.say('uname', 'x86_64\n');
    this.say('node', 'v24.11.1\n');
    this.say('java', 'openjdk version "21.0.9" 2025-10-21 LTS\n');
    this.say('aws', 'aws-cli/2.30.4 Python/3.9.23\n');
    this.say('groups', 'ec2-user adm wheel\n');
    this.say('gpg-exit', '0');
    this.say('signature', signature(hashicorp));
    this.say('web/pgp-key.txt', 'a key');
    this.say('web/terraform_1.11.4_SHA256SUMS.sig', 'a signature');
    this.offer('1.11.4', 'amd64', '1.11.4');
  }

  /** A release of Terraform on HashiCorp's server, whose program says `says`. */
  offer(version: string, cpu: string, says: string): void {
    const program = `#!/bin/sh\necho "Terraform v${says}"\necho 'on linux_${cpu}'\n`;
    const archive = `terraform_${version}_linux_${cpu}.zip`;
    const sum = createHash('sha256').update(program).digest('hex');
    this.say(`web/${archive}`, program);
    this.say(
      `web/terraform_${version}_SHA256SUMS`,
      `${'0'.repeat(64)}  terraform_${version}_darwin_arm64.zip\n${sum}  ${archive}\n`,
    );
  }

  signedBy(fingerprint: string): void {
    this.say('signature', signature(fingerprint));
  }

  say(file: string, text: string): void {
    this.write(join('state', file), text);
  }

  said(file: string): string {
    const path = join(this.folder, 'state', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  without(file: string): void {
    rmSync(join(this.folder, 'state', file));
  }

  /** Lets the real program be called instead of its stand-in. */
  real(program: string): void {
    rmSync(join(this.folder, 'programs', program));
  }

  calls(): readonly string[] {
    return this.said('calls')
      .split('\n')
      .filter((line) => line !== '');
  }

  run(...words: readonly string[]): {
    readonly status: number | null;
    readonly out: string;
    readonly err: string;
  } {
    this.say('calls', '');
    const given = words.length > 0 ? words : ['--release', release, '--terraform', '1.11.4'];
    const { status, stdout, stderr } = spawnSync('sh', [this.script, ...given, '--bin', this.bin], {
      encoding: 'utf8',
      env: {
        PATH: `${join(this.folder, 'programs')}:/usr/bin:/bin`,
        S: join(this.folder, 'state'),
        LC_ALL: 'C',
      },
    });
    return { status, out: stdout, err: stderr };
  }

  private write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }
}
