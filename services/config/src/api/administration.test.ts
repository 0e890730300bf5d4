import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  getSettingsChange,
  getSettingsStatus,
  listSettingsCommits,
  rollBackSettings,
} from '@mambogo/contracts/api/settings.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { until } from '@mambogo/testing/until.ts';
import { startConfig } from '../../testing/start-config.ts';

const config = await startConfig();
after(() => config.stop());
const status = async () => (await config.call(getSettingsStatus.path, 'admin')).json;
const untilInForce = (commit: string) =>
  until('the commit is in force', async () => (await status()).inForce === commit, 5_000);

test('administrators see and change settings, operators see them', async () => {
  assert.equal((await config.call(getSettingsStatus.path)).status, 401);
  assert.equal((await config.call(getSettingsStatus.path, 'shopper')).status, 403);
  for (const { path } of [getSettingsStatus, listSettingsCommits])
    assert.equal((await config.call(path, 'operator')).status, 200);
  assert.equal((await config.call(rollBackSettings.path, 'operator', { to: 'a'.repeat(40) })).status, 403);
  assert.equal((await config.call(rollBackSettings.path, 'shopper', { to: 'a'.repeat(40) })).status, 403);
});

test('shows what is in force, and why a newer commit is not', async () => {
  const good = config.push('order.yml', 'openOrdersPerCustomer: 5\n');
  await untilInForce(good);
  const bad = config.push('order.yml', 'openOrdersPerCustomer: 0\n');
  await until('the commit was refused', async () => (await status()).head === bad, 5_000);
  const { inForce, violations, settings } = await status();
  assert.equal(inForce, good);
  assert.deepEqual(violations, [
    { file: 'order.yml', line: 1, reason: 'openOrdersPerCustomer: Too small: expected number to be >=1' },
  ]);
  assert.deepEqual((settings as Record<string, unknown>).order, { openOrdersPerCustomer: 5 });
});

test('lists commits page by page, and shows a commit with its diff', async () => {
  const first = (await config.call(pathOf(listSettingsCommits, { query: { size: 1 } }), 'admin')).json;
  const [newest] = first.items as Record<string, unknown>[];
  assert.deepEqual([newest?.author, newest?.message, newest?.isInForce], ['Ada', 'Set order.yml', false]);
  const next = (
    await config.call(pathOf(listSettingsCommits, { query: { size: 1, cursor: String(first.next) } }), 'admin')
  ).json;
  const [second] = next.items as Record<string, unknown>[];
  assert.equal(second?.isInForce, true);
  const change = (await config.call(pathOf(getSettingsChange, { params: { commit: String(newest?.id) } }), 'admin'))
    .json;
  assert.match(String(change.diff), /-openOrdersPerCustomer: 5\n\+openOrdersPerCustomer: 0/);
  assert.equal((change.violations as unknown[]).length, 1);
  assert.equal(
    (await config.call(pathOf(getSettingsChange, { params: { commit: 'a'.repeat(40) } }), 'admin')).status,
    404,
  );
});

test('rolls back by a new commit in the name of the caller, which is in force at once; twice changes nothing', async () => {
  const { inForce: to } = await status();
  const rolledBack = await config.call(rollBackSettings.path, 'admin', { to });
  assert.equal(rolledBack.status, 200);
  const { inForce, head, violations } = rolledBack.json;
  assert.deepEqual([inForce, violations], [head, []]);
  assert.notEqual(inForce, to);
  const again = await config.call(rollBackSettings.path, 'admin', { to });
  assert.equal(again.json.head, head);
  config.git('pull', '--quiet');
  assert.match(config.git('log', '-1', '--format=%an %s'), /^0190a0b0-\S+ Roll back to [0-9a-f]{12}$/);
  assert.equal(config.git('show', 'HEAD:order.yml'), 'openOrdersPerCustomer: 5');
});

test('does not roll back to a commit that is not valid', async () => {
  const broken = config.git('log', '-1', '--format=%H', '--skip=1');
  const answer = await config.call(rollBackSettings.path, 'admin', { to: broken });
  assert.equal(answer.status, 422);
  assert.equal((answer.json.violations as unknown[]).length, 1);
});
