import { parseLedgerAddress, withoutSecrets } from './address.ts';

const git = (remote: string, branch = 'ecs-promote-ledger') => ({ kind: 'git', remote, branch });
const bucket = (name: string, prefix: string) => ({ kind: 's3', bucket: name, prefix });
const folder = (directory: string) => ({ kind: 'directory', directory });

describe("a ledger's address", () => {
  it.each([
    ['git@github.com:acme/deployments.git#ecs-promote-ledger', git('git@github.com:acme/deployments.git')],
    ['git@github.com:acme/deployments.git#facts/v1', git('git@github.com:acme/deployments.git', 'facts/v1')],
    ['git@github.com:acme/deployments.git', git('git@github.com:acme/deployments.git')],
    ['codehost:acme/deployments.git', git('codehost:acme/deployments.git')],
    ['ssh://git@host.example:2222/acme/d.git#b', git('ssh://git@host.example:2222/acme/d.git', 'b')],
    ['https://host.example/acme/d.git', git('https://host.example/acme/d.git')],
    ['../deployments.git#b', git('/srv/deployments.git', 'b')],
    ['file:///srv/d.git#b', git('/srv/d.git', 'b')],
    ['ledger', folder('/srv/team/ledger')],
    ['./a:b', folder('/srv/team/a:b')],
    ['/var/ledger', folder('/var/ledger')],
    ['file:ledger', folder('/srv/team/ledger')],
    ['file:///var/led%20ger', folder('/var/led ger')],
    ['s3://acme-ledger', bucket('acme-ledger', '')],
    ['s3://acme.ledger-2/deployments/v1/', bucket('acme.ledger-2', 'deployments/v1')],
  ])('%s is understood', (address, place) => {
    expect(parseLedgerAddress(address, '/srv/team')).toEqual(place);
  });

  it.each([
    'ext::sh -c "touch /tmp/x"#b',
    'ftp://host.example/ledger',
    'https://#b',
    'ssh://-oProxyCommand=x/y#b',
    '#b',
    'repo.git#',
    'repo.git#--upload-pack=x',
    'repo.git#a..b',
    'repo.git#a b',
    'repo.git#x.lock',
    'git@host:-x#b',
    's3://',
    's3://Acme/x',
    's3://acme..ledger',
    's3://acme-ledger//x',
    's3://acme-ledger/../x',
    's3://acme-ledger/a b',
    's3://acme-ledger/x?y',
    's3://acme-ledger#branch',
  ])('%s is refused', (address) => {
    expect(() => parseLedgerAddress(address, '/srv/team')).toThrow(/ledger-address-unknown/);
  });

  it('is shown without its password', () => {
    expect(withoutSecrets('https://bot:hunter2@host.example/acme/d.git')).toBe(
      'https://host.example/acme/d.git',
    );
  });
});
