/** What staff does with prices, stock, refunds, roles and settings is in one trail, with who did it and what changed. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { listPeople, setPersonRoles } from '@mambogo/contracts/api/people.ts';
import { getSettingsStatus, rollBackSettings } from '@mambogo/contracts/api/settings.ts';
import { exportStaffActions, listStaffActions, type StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import type { StaffActionArea } from '@mambogo/contracts/staff-action-areas.ts';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { confirmedMugs } from './shopper/place-mugs.ts';
import { signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

const clone = cloneRepository(join(localShop().folders.data, 'config', 'settings.git'));
after(() => clone.remove());
let merchant: Merchant;
// Refunds and changes of roles require a recent log-in.
beforeEach(async () => {
  merchant = await logInMerchant(shopUrl());
});

const since = new Date().toISOString();
const find = async (area: StaffActionArea, subject: string): Promise<StaffAction[]> => {
  const { items, unavailable } = await merchant.shopper.api.call(listStaffActions, {
    query: { area, from: since, size: 100 },
  });
  assert.deepEqual(unavailable, []);
  return items.filter((action) => action.subject === subject);
};
const byMerchant = (action: StaffAction | undefined) => assert.match(action?.actor ?? '', /^merchant:[0-9a-f-]{36}$/);

test('prices and stock', async () => {
  const product = await merchant.offer(4, 1_500);
  await merchant.changePrice(product, 1_700);
  const [changed] = await find('products', product.id);
  byMerchant(changed);
  const { price, priceBefore } = (changed?.data ?? {}) as Record<string, { amount: number }>;
  assert.deepEqual([changed?.type, priceBefore?.amount, price?.amount], ['product.changed', 1_500, 1_700]);
  const [received] = await find('stock', product.id);
  byMerchant(received);
  assert.deepEqual([received?.type, received?.data.quantity], ['stock.received', 4]);
});

test('refunds', async () => {
  const { id, mug } = await confirmedMugs(merchant, await signUpShopper(shopUrl()));
  await merchant.orders.refund(id, mug.price);
  const [refund] = await find('refunds', id);
  byMerchant(refund);
  assert.deepEqual([refund?.type, refund?.data.amount], ['order.refund-requested', mug.price]);
});

test('roles', async () => {
  const { login } = await signUpShopper(shopUrl());
  const [person] = (await merchant.shopper.api.call(listPeople, { query: { search: login } })).items;
  assert.ok(person);
  await merchant.shopper.api.call(setPersonRoles, {
    params: { id: person.id },
    body: { roles: ['USER', 'OPERATOR'] },
  });
  const [changed] = await find('roles', person.id);
  byMerchant(changed);
  assert.deepEqual([changed?.type, changed?.data], ['roles.changed', { roles: 'USER OPERATOR', rolesBefore: 'USER' }]);
});

test('settings: a commit that was pushed, and a roll-back by a merchant; and the file has them', async () => {
  const { api } = merchant.shopper;
  const to = clone.git('rev-parse', 'HEAD');
  const title = `Log more ${randomUUID().slice(0, 8)}`;
  const pushed = clone.push('web.yml', `# ${title}\nlogLevel: info\n`, title);
  await waitUntil('it is in force', async () => (await api.call(getSettingsStatus)).inForce === pushed);
  const { head = '' } = await api.call(rollBackSettings, { body: { to } });
  const [changed] = await find('settings', pushed);
  assert.deepEqual(
    [changed?.type, changed?.actor, changed?.data],
    ['settings.changed', 'git:Ada', { title, files: ['web.yml'] }],
  );
  const [rolledBack] = await find('settings', head);
  byMerchant(rolledBack);
  assert.deepEqual([rolledBack?.type, rolledBack?.data.to], ['settings.rolled-back', to.slice(0, 12)]);
  const query = { format: 'csv', area: 'settings', from: since } as const;
  const { text } = await api.request(exportStaffActions, { query });
  assert.ok(text.includes(pushed) && text.includes(head));
});
