/** The built plugin, run by kubectl, on a real API server with a Storefront that an operator looks after. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { buildKubernetes } from '@mambogo/local/toolchain/build-kubernetes.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { statusOf } from '@mambogo/operator/controller/status/shop-status.ts';
import { type RunningOperator, startOperator } from '@mambogo/operator/testing/start-operator.ts';
import { storefrontYaml } from '@mambogo/operator/testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '@mambogo/operator/testing/test-cluster.ts';
import { getStorefront, waitUntilReady } from '@mambogo/operator/testing/wait-for-condition.ts';
import { waitUntil } from '@mambogo/operator/testing/wait-until.ts';
import { buildPlugin } from '../build.ts';

const run = promisify(execFile);
const namespace = 'plugin';
const folder = mkdtempSync(join(tmpdir(), 'kubectl-mambogo-'));
let cluster: TestCluster;
let operator: RunningOperator;
let kubectl: string;

before(async () => {
  await buildPlugin(folder);
  cluster = await startTestCluster();
  ({ kubectl } = await buildKubernetes({ cache: cacheFolder(), logs: cluster.logs }));
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function mambogo(...args: string[]): Promise<Result> {
  const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, KUBECONFIG: cluster.kubeconfig, NO_COLOR: '1' };
  return run(kubectl, ['mambogo', ...args], { env, cwd: folder }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Result & Error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

test('without a Storefront it says so, and what to do', async () => {
  const { code, stderr } = await mambogo('status', '-n', namespace);
  assert.equal(code, 1);
  assert.match(stderr, /^error: there is no Storefront in namespace plugin\. .*status -A\n$/);
});

test('status shows one screen of what is up; exit code 2 until the shop is ready', async () => {
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml());
  const early = await mambogo('status', '-n', namespace);
  assert.ok(early.code === 0 || early.code === 2, early.stderr);
  await waitUntilReady(cluster, namespace);
  const { code, stdout, stderr } = await mambogo('status', '-n', namespace);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^plugin\/shop {2}Ready {2}https:\/\/demo\.mambogo\.com {2}version \d+\.\d+\.\d+\n/);
  for (const part of ['gateway +service +yes', 'order +service +yes', 'postgres +store +yes'])
    assert.match(stdout, new RegExp(part));
  const list = await mambogo('status', '-A');
  assert.match(list.stdout, /NAMESPACE.*\nplugin +shop +Ready/);
  const { phase, components } = JSON.parse((await mambogo('status', 'shop', '-n', namespace, '-o', 'json')).stdout);
  assert.deepEqual([phase, components.length > 10], ['Ready', true]);
});

test('status of another name lists the names there are', async () => {
  const { code, stderr } = await mambogo('status', 'shoop', '-n', namespace);
  assert.equal(code, 1);
  assert.match(stderr, /there is no Storefront shoop in namespace plugin; it has: shop/);
});

test('pause and resume set what the operator honours', async () => {
  assert.equal((await mambogo('pause', '-n', namespace)).code, 0);
  await waitUntil(async () => {
    const { stdout } = await mambogo('status', '-n', namespace);
    assert.match(stdout, /^plugin\/shop {2}Paused/);
    return true;
  }, 60_000);
  assert.match((await mambogo('pause', '-n', namespace)).stdout, /paused already/);
  assert.equal((await mambogo('resume', '-n', namespace)).code, 0);
  await waitUntilReady(cluster, namespace);
  const { spec } = await getStorefront(cluster, namespace);
  assert.ok(!Object.hasOwn(spec as object, 'paused'));
});

test('hibernate takes all pods away and keeps the volumes; wake starts the shop again', async () => {
  const get = (...args: string[]) => cluster.kubectl(['get', '-n', namespace, ...args]);
  const claims = () => get('pvc', '-o', 'jsonpath={.items[*].metadata.uid}');
  const before = await claims();
  assert.equal((await mambogo('hibernate', '-n', namespace)).code, 0);
  const status = await waitUntil(async () => {
    const found = statusOf(await getStorefront(cluster, namespace));
    return found.phase === 'Hibernated' ? found : undefined;
  }, 60_000);
  assert.equal(
    (
      await get('pods', '-l', 'mambogo.com/storefront=shop', '--field-selector=status.phase!=Succeeded', '-o', 'name')
    ).trim(),
    '',
  );
  assert.notEqual(before, '');
  assert.equal(await claims(), before);
  const states = ['Ready', 'Available', 'Progressing', 'Stalled'].map(
    (type) => status.conditions.find((one) => one.type === type)?.status,
  );
  assert.deepEqual(states, ['False', 'False', 'False', 'False']);
  assert.ok(status.services?.every(({ ready, message }) => !ready && message === 'hibernated'));
  assert.equal((await mambogo('wake', '-n', namespace)).code, 0);
  await waitUntilReady(cluster, namespace);
  assert.equal(await claims(), before);
});

test('must-gather writes an archive with objects and Events, and no secret value', async () => {
  const { code, stdout, stderr } = await mambogo('must-gather', '-n', namespace, '--to', 'bundle.tar.gz');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^bundle\.tar\.gz: \d+ files, values of Secrets removed/);
  await run('tar', ['-xzf', 'bundle.tar.gz', '--strip-components=1', '-C', folder], { cwd: folder });
  assert.ok(readdirSync(join(folder, 'objects')).includes('deployments.yaml'));
  const root = await cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: 'shop-root' });
  const values = Object.values(root?.data as Record<string, string>);
  assert.ok(values.length > 0);
  for (const value of values)
    await assert.rejects(run('grep', ['-r', '--', value, join(folder, 'objects')]), 'a secret value is in the bundle');
  const again = await mambogo('must-gather', '-n', namespace, '--to', 'bundle.tar.gz');
  assert.equal(again.code, 1);
  assert.match(again.stderr, /bundle\.tar\.gz exists already: choose another name with --to/);
});

test('backup, backups and restore: what is asked for, how it ended, and nothing replaced without --yes', async () => {
  const without = await mambogo('backup', '-n', namespace, '--as', 'nowhere', '--wait');
  assert.equal(without.code, 2, without.stderr);
  assert.match(without.stdout, /StorefrontBackup plugin\/nowhere Failed .*neither spec\.destination nor/);
  const claim = {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'backups' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  await cluster.kubectl(['create', '-n', namespace, '-f', '-'], JSON.stringify(claim));
  const more = '  backup: { destination: { volumeClaim: { claimName: backups } } }';
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more }));
  const made = await mambogo('backup', '-n', namespace, '--as', 'one', '--wait', '-o', 'json');
  assert.equal(made.code, 0, made.stderr);
  assert.equal(JSON.parse(made.stdout).phase, 'Completed');
  const again = await mambogo('backup', '-n', namespace, '--as', 'one');
  assert.match(again.stderr, /one exists already: choose another name with --as/);
  const { stdout } = await mambogo('backups', '-n', namespace);
  assert.match(stdout, /one +shop +Completed.*\n.*nowhere +shop +Failed/);
  assert.match(stdout, /needed to read it: the root Secret/);
  const careful = await mambogo('restore', 'one', '-n', namespace);
  assert.equal(careful.code, 1);
  assert.match(careful.stderr, /replaces all data of plugin\/shop .* repeat with --yes/);
  assert.match((await mambogo('restore', 'nowhere', '-n', namespace, '--yes')).stderr, /nowhere is Failed/);
  const restored = await mambogo('restore', 'one', '-n', namespace, '--yes', '--wait');
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /StorefrontRestore plugin\/shop-\d+ Completed/);
});

test('kubectl asks its completion script, which knows commands and options', async () => {
  const env = { ...process.env, PATH: [folder, dirname(process.execPath), process.env.PATH].join(delimiter) };
  const { stdout } = await run(kubectl, ['__complete', 'mambogo', 'sta'], { env });
  assert.match(stdout, /^status\t/m);
});

test('rotate shows each step until the earlier credentials are refused', async () => {
  await waitUntilReady(cluster, namespace);
  const { code, stdout, stderr } = await mambogo('rotate', '--wait', '-n', namespace);
  assert.equal(code, 0, stderr + stdout);
  assert.match(stdout, /generation 2\n.*HandingOver.*Settling.*Revoking.*plugin\/shop: generation 2 is in effect\n$/s);
  assert.equal(statusOf(await getStorefront(cluster, namespace)).credentials?.previous, 1);
});

test('upgrade --check says what a change of the version does, and what the API server has against it', async () => {
  await waitUntilReady(cluster, namespace);
  const back = await mambogo('upgrade', '--check', '--to', '1.0.0', '-n', namespace);
  assert.equal(back.code, 0, back.stderr + back.stdout);
  assert.match(back.stdout, /from 1\.1\.0 to 1\.0\.0\n.*web, gateway.*Nothing stands against it/s);
  const unknown = await mambogo('upgrade', '--check', '--to', '7.0.0', '-n', namespace, '-o', 'json');
  assert.equal(unknown.code, 2);
  assert.match(JSON.parse(unknown.stdout).obstacles[0], /supports 1\.0\.0, 1\.1\.0/);
  assert.equal((await mambogo('upgrade', '-n', namespace)).code, 1, 'it runs that version already');
});
