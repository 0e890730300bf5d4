import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeCart } from '@mambogo/contracts/api/cart.ts';
import { DeadLetterWithPayload, getDeadLetter, replayDeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import { CustomerId, newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { z } from 'zod';
import { add, customer, guest, quantities, tokenOf } from '../../testing/shopper.ts';
import { createTestService, product } from '../../testing/test-service.ts';
import { createCartStore } from '../store/cart-store.ts';
import { GuestId, ownerOfGuest } from '../store/owner.ts';

const Statuses = z.object({ statuses: z.array(z.object({ status: z.string() })) });

test('a person who is erased', async (t) => {
  const tea = product('tea', 890);
  const { request, state } = await createTestService(t, [tea]);
  const carts = createCartStore(state, { ttlSeconds: 60, newGuestTtlSeconds: 5 });
  const post = (path: string, body: unknown) =>
    request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const deliver = async (event: { readonly type: string; readonly source: string }) => {
    const topic = event.type.includes('person') ? 'identity.events' : 'order.events';
    const response = await post(`/events/${topic}`, { entries: [{ entryId: '1', event }] });
    return Statuses.parse(await response.json()).statuses.map(({ status }) => status);
  };
  const erased = (personId: CustomerId) =>
    createIntegrationEvent(
      'shop-identity',
      personErased,
      { personId },
      { correlationId: personId, actor: 'service:identity' },
    ).envelope;
  const confirmed = (customerId: CustomerId) => {
    const orderId = newOrderId();
    const { status: _, availability: __, ...line } = tea;
    const data = {
      orderId,
      customerId,
      lines: [{ ...line, quantity: 1, lineTotal: line.unitPrice }],
      paymentReference: 'r',
    };
    return createIntegrationEvent('shop-order', orderConfirmed, data, {
      correlationId: orderId,
      actor: 'service:order',
    }).envelope;
  };
  const newCustomer = async () => {
    const id = CustomerId.parse(newId());
    await customer(request, id).cart('POST', '/items', add(tea, 3));
    return id;
  };
  const stored = async (key: string) => JSON.stringify((await state.read(key, z.unknown()))?.value);
  const letterOf = async (id: string) => {
    const headers = { authorization: 'Bearer owner.mia.admin' };
    return DeadLetterWithPayload.parse(
      await (await request(pathOf(getDeadLetter, { params: { service: 'cart', id } }), { headers })).json(),
    );
  };

  await t.test('has an empty cart, which late changes do not affect for a day', async () => {
    const [id, other] = [await newCustomer(), await newCustomer()];
    assert.deepEqual(await deliver(erased(id)), ['SUCCESS']);
    assert.deepEqual(quantities(await customer(request, id).cart()), []);
    assert.equal(state.ttls.get(id), 86_400);
    const writes = state.writes.length;
    assert.deepEqual(await deliver(erased(id)), ['SUCCESS'], 'redelivered');
    assert.deepEqual(await deliver(confirmed(id)), ['SUCCESS']);
    assert.deepEqual(quantities(await customer(request, id).cart('POST', '/items', add(tea, 1))), []);
    assert.equal(state.writes.length, writes);
    assert.deepEqual(quantities(await customer(request, other).cart()), [['tea', 3]]);
  });

  await t.test('is removed from guests’ carts merged into theirs; those of others stay', async () => {
    const [id, other] = [CustomerId.parse(newId()), CustomerId.parse(newId())];
    const merged = async (into: CustomerId) => {
      const me = guest(request);
      await me.cart('POST', '/items', add(tea, 2));
      const { cookie, guestId } = me;
      await me.send('POST', mergeCart.path, undefined, { authorization: tokenOf(into) });
      return { cookie, key: ownerOfGuest(GuestId.parse(guestId)) };
    };
    const [theirs, others] = [await merged(id), await merged(other)];
    assert.match((await stored(theirs.key)) ?? '', new RegExp(id));
    await deliver(erased(id));
    assert.doesNotMatch((await stored(theirs.key)) ?? '', new RegExp(`${id}|${tea.productId}`));
    assert.equal((await carts.read(others.key)).mergedInto, other);
    const back = guest(request, theirs.cookie);
    assert.deepEqual(quantities(await back.cart('POST', '/items', add(tea, 1))), [['tea', 1]], 'with another id');
    assert.notEqual(back.cookie, theirs.cookie);
  });

  await t.test('is removed from dead letters; waiting ones are settled, those of others wait', async () => {
    const [id, other] = [await newCustomer(), await newCustomer()];
    const [theirs, others] = [confirmed(id), confirmed(other)];
    for (const event of [theirs, others]) await post('/dead-letters', { data: JSON.stringify(event) });
    await deliver(erased(id));
    const { status, payload, settledBy } = await letterOf(theirs.id);
    assert.deepEqual([status, payload, settledBy], ['discarded', '', 'service:cart']);
    const keptLetter = await letterOf(others.id);
    assert.deepEqual([keptLetter.status, JSON.parse(keptLetter.payload)], ['waiting', others]);
    assert.doesNotMatch((await stored(`dead-letter:${theirs.id}`)) ?? '', new RegExp(id));
  });

  await t.test('is erased once the store recovers', async () => {
    const id = await newCustomer();
    const event = erased(id);
    state.beforeWrite = async () => {
      throw new Error('write failed');
    };
    assert.deepEqual(await deliver(event), ['RETRY']);
    state.beforeWrite = async () => undefined;
    await post('/dead-letters', { data: JSON.stringify(event) });
    const headers = { authorization: 'Bearer owner.mia.admin' };
    await request(pathOf(replayDeadLetter, { params: { service: 'cart', id: event.id } }), { method: 'POST', headers });
    assert.equal((await letterOf(event.id)).status, 'replayed');
    assert.deepEqual(quantities(await customer(request, id).cart()), []);
  });

  await t.test('is erased only by an event of the identity service', async () => {
    const id = await newCustomer();
    await deliver({ ...erased(id), source: 'shop-order' });
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 3]]);
  });
});
