/** Tests: the merchant's view of dead letters and violations needs no single business service; here the shop runs without order. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { getOperations } from '@mambogo/contracts/api/operations.ts';
import { newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { createDeadLetterClient } from '@mambogo/e2e/shopper/dead-letter-client.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import { ProblemError } from '@mambogo/e2e/shopper/problem-error.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import pg from 'pg';
import type { Shop } from '../shop/shop.ts';

/** Tests of a running shop. */
export function testOrderStopped(shopOf: () => Shop): void {
  it('lists, replays and discards dead letters of the others, and names order as unavailable', async () => {
    const shop = shopOf();
    const { api } = (await logInMerchant(shop.url)).shopper;
    const letters = createDeadLetterClient(api);
    const [replayed, discarded] = [await storeDeadLetter(shop), await storeDeadLetter(shop)];
    await shop.stopProcess('order');

    const ofPayment = async () =>
      (await letters.list({ size: 100 })).items.filter(({ service }) => service === 'payment');
    await waitUntil('order is unavailable', async () => (await letters.list({})).unavailable.includes('order'));
    assert.deepEqual((await letters.list({})).unavailable, ['order']);
    assert.deepEqual((await ofPayment()).map(({ id }) => id).sort(), [replayed, discarded].sort());
    assert.match((await letters.read('payment', replayed)).payload, new RegExp(replayed));
    const { status, settledBy } = await letters.replay('payment', replayed);
    assert.deepEqual([status, settledBy?.split(':')[0]], ['replayed', 'merchant']);
    assert.equal((await letters.discard('payment', discarded, 'a test')).status, 'discarded');
    assert.deepEqual(await letters.replayAll('cart'), { replayed: 0, failed: 0 });
    assert.deepEqual((await api.call(listViolations)).unavailable, ['order']);
    const error = await letters.list({ service: 'order' }).catch((one: unknown) => one);
    assert.ok(error instanceof ProblemError && error.status === 503, String(error));

    const orderPart = async () => (await api.call(getOperations)).services.find(({ service }) => service === 'order');
    const stopped = await orderPart();
    assert.deepEqual([stopped?.instances, stopped?.silent], [[], 1], 'its sidecar is still registered');
    assert.ok(stopped?.error);

    await shop.restart('order');
    await waitUntil('order reports itself again', async () => (await orderPart())?.silent === 0);
    await waitUntil('all services are listed', async () => (await letters.list({})).unavailable.length === 0);
    assert.deepEqual((await ofPayment()).map(({ status }) => status).sort(), ['discarded', 'replayed']);
  });
}

/** Stores an event as a dead letter of payment that a person has to replay: of a type that no service handles any more. */
async function storeDeadLetter(shop: Shop): Promise<string> {
  const [id, orderId] = [newId(), newOrderId()];
  const event = {
    specversion: '1.0',
    id,
    source: `${shop.name}-order`,
    type: 'com.mambogo.order.forgotten.v1',
    subject: orderId,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: orderId,
    data: { orderId },
  };
  const client = new pg.Client({ connectionString: shop.databaseUrl('payment') });
  await client.connect();
  try {
    await client.query(
      `insert into dead_letter (consumer, id, payload, kind, error) values ('payment', $1, $2, 'poison', 'a test')`,
      [id, JSON.stringify(event)],
    );
  } finally {
    await client.end();
  }
  return id;
}
