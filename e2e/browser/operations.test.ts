/** The operations page: which services respond, where an order is stuck and why, and who may see it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { getOperations, listStuckOrders } from '@mambogo/contracts/api/operations.ts';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { freezePart } from '../freeze-part.ts';
import { localShop, shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { ProblemError } from '../shopper/problem-error.ts';
import { signUpShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { logIn, signUp } from './actions/log-in.ts';
import { journey } from './fixtures/journey.ts';

const operator = { login: 'operator', password: 'operator' };

const stateOf = (page: Page, service: string) =>
  page.locator(`tr[data-service="${service}"]`).first().getAttribute('data-state');
const waitForState = (page: Page, service: string, ...states: string[]) =>
  waitUntil(
    `${service} is ${states.join(' or ')}`,
    async () => states.includes((await stateOf(page, service)) ?? ''),
    30_000,
  );

journey(
  'an operator sees that a service stops, finds the cause of an order that waits for it, and sees it recover',
  async (visit) => {
    const { page, expectError } = await visit();
    expectError(/status of 50\d/);
    await logIn(page, operator);
    await page.getByLabel('Account: operator').click();
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
    for (const service of ['gateway', 'identity', 'product', 'cart', 'order', 'payment', 'inventory', 'web'])
      assert.ok(['ok', 'degraded'].includes((await stateOf(page, service)) ?? ''), service);

    const merchant = await logInMerchant(shopUrl());
    const shopper = await signUpShopper(shopUrl());
    await shopper.addToCart((await merchant.offer(5)).id, 1);
    const thaw = freezePart('payment');
    let number: string;
    try {
      const order = await shopper.placeOrder({ token: 'tok_ok' });
      number = order.number;
      await shopper.waitFor(order.id, ['AWAITING_PAYMENT'], 60_000);
      await waitForState(page, 'payment', 'down');
      await page.getByText('Not responding: payment').waitFor();
      await beginWaitingEarlier(order.id);
      const row = page.getByRole('row', { name: new RegExp(number) });
      await row.getByText('payment does not respond').waitFor();
      assert.match(
        (await row.getByRole('link', { name: 'Runbook' }).getAttribute('href')) ?? '',
        /runbooks\/service-down/,
      );
      await row.getByRole('link', { name: number }).click();
      await page.getByText(/Waits for payment for/).waitFor();
      await page.getByText('stock.reserved').first().waitFor();
    } finally {
      thaw();
    }
    await page.getByText('This order is not stuck.').waitFor();
    await page.getByRole('link', { name: 'All operations' }).click();
    await waitForState(page, 'payment', 'ok', 'degraded');
    const row = page.getByRole('row', { name: new RegExp(number) });
    await waitUntil('it is no longer listed', async () => (await row.count()) === 0, 30_000);
  },
);

journey(
  'an operator sees what was changed in the settings, and an event that is too large to publish',
  async (visit) => {
    const name = `Log more ${randomUUID().slice(0, 8)}`;
    const parked = randomUUID();
    const clone = cloneRepository(join(localShop().folders.data, 'config', 'settings.git'));
    try {
      clone.push('cart.yml', `# ${name}\nlogLevel: info\n`, name);
      await inDatabase(
        `insert into outbox (id, topic, message_key, envelope, parked)
       values ($1::uuid, 'order.events', $1::text, '{"type": "com.mambogo.order.order-placed.v1"}', '2097152 bytes, at most 1044480 can be published')`,
        parked,
      );
      const { page } = await visit();
      await logIn(page, operator);
      await page.goto('/ops');
      const event = page.locator(`tr[data-parked="${parked}"]`);
      await event.getByText('2 MiB').waitFor();
      assert.match(await event.innerText(), /order-placed[\s\S]*order\.events/);
      const commit = page.getByRole('row', { name });
      await commit.getByText('cart.yml + logLevel: info').waitFor();
      await commit.getByText('Ada', { exact: true }).waitFor();
      await commit.getByRole('link', { name }).click();
      await page.getByText('+logLevel: info').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Roll back to this' }).count(), 0);
    } finally {
      await inDatabase('delete from outbox where id = $1', parked);
      clone.remove();
    }
  },
);

/** As if the order had begun to wait minutes ago. */
const beginWaitingEarlier = (id: string): Promise<void> =>
  inDatabase(`update order_summary set updated_at = updated_at - interval '5 minutes' where id = $1`, id);

/** Of the order service. */
async function inDatabase(statement: string, id: string): Promise<void> {
  const client = new pg.Client({ connectionString: localShop().databaseUrl('order') });
  await client.connect();
  try {
    await client.query(statement, [id]);
  } finally {
    await client.end();
  }
}

journey('a shopper may not see operations', async (visit) => {
  const { page } = await visit();
  await signUp(page);
  await page.goto('/ops');
  await page.getByRole('heading', { level: 1, name: 'For operators only' }).waitFor();
  const { api } = await signUpShopper(shopUrl());
  for (const route of [getOperations, listStuckOrders]) {
    const error = await api.call(route).catch((refusal: unknown) => refusal);
    assert.ok(error instanceof ProblemError && error.status === 403, route.id);
  }
});
