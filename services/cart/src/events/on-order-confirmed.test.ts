import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCartItem, Cart, emptyCart, getCart } from '@mambogo/contracts/api/cart.ts';
import { DeadLetterWithPayload, getDeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { Envelope } from '@mambogo/contracts/events/event.ts';
import { orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import { CustomerId, newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { StateUnavailable } from '@mambogo/dapr/state.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { z } from 'zod';
import { createTestService, product } from '../../testing/test-service.ts';

const Statuses = z.object({ statuses: z.array(z.object({ entryId: z.string(), status: z.string() })) });

test('confirmed orders', async (t) => {
  const tea = product('tea', 890);
  const { request, state } = await createTestService(t, [tea]);
  const json = { 'content-type': 'application/json' };
  const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
    request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const authorised = (id: string, role = 'x') => ({ ...json, authorization: `Bearer owner.${id}.${role}` });
  const customer = async (quantity: number) => {
    const id = CustomerId.parse(newId());
    await post(addCartItem.path, { productId: tea.productId, quantity }, authorised(id));
    return id;
  };
  const pieces = async (id: string) =>
    Cart.parse(await (await request(getCart.path, { headers: authorised(id) })).json()).items[0]?.quantity ?? 0;
  const lineId = async (id: string) =>
    Cart.parse(await (await request(getCart.path, { headers: authorised(id) })).json()).items[0]?.lineId;
  const confirmed = (customerId: CustomerId, quantity: number, cartLineId?: string) => {
    const orderId = newOrderId();
    const { status: _, availability: __, ...line } = tea;
    const lineTotal = { amount: line.unitPrice.amount * quantity, currency: 'USD' };
    const lines = [{ ...line, quantity, lineTotal, cartLineId }];
    const data = { orderId, customerId, lines, paymentReference: 'ref' };
    return createIntegrationEvent('shop-order', orderConfirmed, data, {
      correlationId: orderId,
      actor: 'service:order',
    }).envelope;
  };
  const letterOf = async (id: string) => {
    const headers = authorised('mia', 'admin');
    return DeadLetterWithPayload.parse(
      await (await request(pathOf(getDeadLetter, { params: { service: 'cart', id } }), { headers })).json(),
    );
  };
  const deliver = async (...events: unknown[]) => {
    const entries = events.map((event, i) => ({ entryId: String(i), event }));
    const { statuses } = Statuses.parse(await (await post('/events/order.events', { entries })).json());
    return statuses.map(({ status }) => status);
  };

  await t.test('remove what was bought from the cart, once in spite of redelivery', async () => {
    const [ann, ben] = [await customer(5), await customer(2)];
    const ofAnn = confirmed(ann, 3);
    assert.deepEqual(await deliver(ofAnn, confirmed(ben, 2), ofAnn), ['SUCCESS', 'SUCCESS', 'SUCCESS']);
    assert.deepEqual(await deliver(ofAnn), ['SUCCESS']);
    assert.deepEqual([await pieces(ann), await pieces(ben)], [2, 0]);
  });

  await t.test('keep what was added after the order was placed, and a second cart filled in the meantime', async () => {
    const id = await customer(2);
    const ordered = await lineId(id);
    assert.ok(ordered);
    const more = await post(addCartItem.path, { productId: tea.productId, quantity: 3 }, authorised(id));
    assert.equal(more.status, 200);
    assert.equal(await lineId(id), ordered, 'the line id stays while the product is in the cart');
    await deliver(confirmed(id, 2, ordered));
    assert.equal(await pieces(id), 3);

    const secondOrder = confirmed(id, 3, ordered);
    await request(emptyCart.path, { method: 'DELETE', headers: authorised(id) });
    await post(addCartItem.path, { productId: tea.productId, quantity: 4 }, authorised(id));
    await deliver(secondOrder);
    assert.equal(await pieces(id), 4);
  });

  await t.test('of one customer in one batch are all applied', async () => {
    const id = await customer(30);
    await deliver(...Array.from({ length: 25 }, () => confirmed(id, 1)));
    assert.equal(await pieces(id), 5);
  });

  await t.test('that are malformed become dead letters immediately, and do not block others', async () => {
    const id = await customer(5);
    const good = confirmed(id, 1);
    const bad = { ...confirmed(id, 1), data: { orderId: 'none' } };
    assert.deepEqual(await deliver(good, bad), ['SUCCESS', 'SUCCESS']);
    assert.equal(await pieces(id), 4);
    const again = await post('/dead-letters', { data_base64: Buffer.from(JSON.stringify(bad)).toString('base64') });
    assert.equal(again.status, 200, 'a second delivery to the dead-letter endpoint changes nothing');
    const letter = await letterOf(bad.id);
    assert.deepEqual([letter.kind, letter.type, letter.status], ['poison', bad.type, 'waiting']);
    assert.equal(Envelope.partial().parse(JSON.parse(letter.payload)).id, bad.id);
  });

  await t.test('are retried while the store is unavailable, and do not become dead letters', async () => {
    const id = await customer(2);
    const event = confirmed(id, 1);
    state.beforeWrite = async () => {
      throw new StateUnavailable('the store is unavailable');
    };
    assert.deepEqual(await deliver(event), ['RETRY']);
    state.beforeWrite = async () => undefined;
    assert.deepEqual(await deliver(event), ['SUCCESS']);
    assert.equal(await pieces(id), 1);
  });

  await t.test('that keep failing become dead letters with the last failure', async () => {
    const event = confirmed(await customer(5), 1);
    state.beforeWrite = async (key) => {
      if (key === event.data.customerId) throw new Error('write failed');
    };
    assert.deepEqual(await deliver(event), ['SUCCESS']);
    const { kind, error } = await letterOf(event.id);
    assert.deepEqual({ kind, error }, { kind: 'transient', error: 'Error: write failed' });
  });

  await t.test('ignore events of other types', async () => {
    const event = { ...confirmed(await customer(1), 1), type: 'com.mambogo.order.shipped.v1' };
    assert.deepEqual(await deliver(event), ['SUCCESS']);
  });
});
