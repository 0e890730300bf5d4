import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import { until } from '@mambogo/testing/until.ts';
import { openSettingsRepository } from '../store/settings-repository.ts';
import { createInForce } from './in-force.ts';

const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
after(() => rmSync(folder, { recursive: true }));
const limitsFile = join(folder, 'limits.json');
const bare = join(folder, 'shop.git');

function start(at: string, remote?: string) {
  return createInForce({
    repository: openSettingsRepository(at, 'main', remote === undefined ? undefined : () => ({ url: remote })),
    profile: 'demo',
    limitsFile,
    lookSeconds: 0.02,
    fetchSeconds: 0.05,
    logger: createLogger('config', 'silent'),
  });
}

const inForce = start(bare);
await inForce.open();
inForce.start();
after(() => inForce.stop());
const { push, remove } = cloneRepository(bare);
after(remove);
const isInForce = (commit: string) => () => inForce.snapshot()?.commit === commit;

test('a pushed commit is in force, and listeners are notified', async () => {
  let notified = 0;
  const stop = inForce.onChange(() => {
    notified += 1;
  });
  const commit = push('order.yml', 'openOrdersPerCustomer: 5\n');
  await until('it is in force', isInForce(commit), 5_000);
  assert.equal(notified, 1);
  stop();
  assert.deepEqual(inForce.settingsOf('order'), { openOrdersPerCustomer: 5 });
});

test('a broken file changes nothing and is named; the next valid commit is in force', async () => {
  const before = inForce.snapshot()?.commit;
  const broken = push('gateway.yml', 'rateLimits:\n  carts: { user: 5 }\n');
  await until('it was looked at', () => inForce.status().head === broken, 5_000);
  assert.equal(inForce.snapshot()?.commit, before);
  assert.deepEqual(inForce.status().violations, [
    { file: 'gateway.yml', line: 2, reason: 'rateLimits.carts: there is no such setting' },
  ]);
  const repaired = push('gateway.yml', 'rateLimits:\n  cart: { user: 5 }\n');
  await until('it is in force', isInForce(repaired), 5_000);
  assert.deepEqual(inForce.status().violations, []);
});

test("the Storefront's rate limits are the weakest source and change without a commit", async () => {
  writeFileSync(limitsFile, JSON.stringify({ cart: { user: 1, address: 9 } }));
  const cart = () => inForce.settingsOf('gateway')?.rateLimits?.cart;
  await until('they are in force', () => cart()?.address === 9, 5_000);
  assert.equal(cart()?.user, 5, 'set by gateway.yml');
  writeFileSync(limitsFile, '{');
  push('cart.yml', 'logLevel: info\n');
  await until('the next commit', () => inForce.settingsOf('cart')?.logLevel === 'info', 5_000);
  assert.equal(cart()?.address, 9, 'an invalid file changes nothing');
});

test('two commits in quick succession end in the last one', async () => {
  push('order.yml', 'openOrdersPerCustomer: 6\n');
  const last = push('order.yml', 'openOrdersPerCustomer: 7\n');
  await until('the last is in force', isInForce(last), 5_000);
  assert.equal(inForce.settingsOf('order')?.openOrdersPerCustomer, 7);
});

test('starts with the last valid commit, also where the newest is broken', async () => {
  const good = inForce.snapshot()?.commit;
  const broken = push('order.yml', 'openOrdersPerCustomer: no\n');
  await until('it was looked at', () => inForce.status().head === broken, 5_000);
  const again = start(bare);
  await again.open();
  assert.equal(again.snapshot()?.commit, good);
  assert.equal(again.status().violations[0]?.file, 'order.yml');
  push('order.yml', 'openOrdersPerCustomer: 7\n');
});

test('while the remote is away the last commit stays in force and the status says so', async (t) => {
  const mirror = start(join(folder, 'mirror.git'), bare);
  await mirror.open();
  assert.equal(mirror.snapshot(), undefined);
  mirror.fetcher.start();
  t.after(() => mirror.fetcher.stop());
  await until('the remote was read', () => mirror.snapshot() !== undefined, 5_000);
  renameSync(bare, `${bare}.away`);
  await until('it is away', () => mirror.status().unreachableSince !== undefined, 5_000);
  assert.equal(mirror.settingsOf('order')?.openOrdersPerCustomer, 7);
  const restarted = start(join(folder, 'mirror.git'), bare);
  await restarted.open();
  assert.equal(restarted.settingsOf('order')?.openOrdersPerCustomer, 7);
  renameSync(`${bare}.away`, bare);
  await until('it is back', () => mirror.status().unreachableSince === undefined, 5_000);
});
