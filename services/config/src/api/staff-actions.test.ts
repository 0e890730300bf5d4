import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { rollBackSettings } from '@mambogo/contracts/api/settings.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { merchant, startConfig } from '../../testing/start-config.ts';

const config = await startConfig();
after(() => config.stop());

const list = async (query: Partial<StaffActionQuery> = {}) => {
  const { json } = await config.call(pathOf(listServiceStaffActions, { query: { size: 100, ...query } }));
  return listServiceStaffActions.responses[200].parse(json).items;
};

test('commits that were pushed and roll-backs by merchants are actions, newest first', async () => {
  const to = config.git('rev-parse', 'HEAD');
  const pushed = config.push('order.yml', 'openOrdersPerCustomer: 5\n');
  await config.call(rollBackSettings.path, 'admin', { to });
  const items = await list();
  assert.deepEqual(
    items.map(({ at: _, id: __, ...action }) => action).find(({ subject }) => subject === pushed),
    {
      ...{ service: 'config', type: 'settings.changed', kind: 'settings', subject: pushed, actor: 'git:Ada' },
      data: { title: 'Set order.yml', files: ['order.yml'] },
    },
  );
  const [rolledBack, ...others] = await list({ type: 'settings.rolled-back' });
  assert.deepEqual(others, []);
  assert.deepEqual(
    [rolledBack?.actor, rolledBack?.cause, rolledBack?.data],
    [
      `merchant:${merchant}`,
      'rollBackSettings',
      { title: `Roll back to ${to.slice(0, 12)}`, files: ['order.yml'], to: to.slice(0, 12) },
    ],
  );
  assert.deepEqual(await list({ actor: `merchant:${merchant}` }), [rolledBack]);
});

test('are listed page by page, also of one second, and by time', async () => {
  const all = await list();
  assert.ok(all.length >= 3);
  const paged: string[] = [];
  for (let [last] = await list({ size: 1 }); last; ) {
    paged.push(last.id);
    [last] = await list({ before: last.at, beforeId: last.id, size: 1 });
  }
  assert.deepEqual(
    paged,
    all.map(({ id }) => id),
  );
  assert.deepEqual(await list({ from: new Date(Date.now() + 60_000).toISOString() }), []);
  assert.deepEqual(await list({ before: all.at(-1)?.at }), []);
});
