import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCartItem, Cart, getCart } from '@mambogo/contracts/api/cart.ts';
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { newId, newProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { add, customer, quantities } from '../testing/shopper.ts';
import { createTestService, product } from '../testing/test-service.ts';
import { CartRecord } from './store/cart-record.ts';

test('the cart', async (t) => {
  const tea = product('tea', 890);
  const pan = product('pan', 5_400);
  const { request, catalogue, state } = await createTestService(t, [tea, pan]);

  await t.test('is empty until an item is added, then shows prices and total', async () => {
    const { cart } = customer(request);
    const empty = await cart();
    assert.deepEqual([empty.items, empty.total], [[], { amount: 0, currency: 'USD' }]);
    await cart('POST', '/items', add(tea, 2));
    const full = await cart('POST', '/items', add(pan, 1));
    assert.equal(full.items[0]?.lineTotal.amount, 1_780);
    assert.equal(full.total.amount, 7_180);
    assert.notEqual(full.version, empty.version);
    assert.deepEqual(await cart(), full);
  });

  await t.test('adds with POST, sets with PUT, removes with DELETE', async () => {
    const { cart } = customer(request);
    await cart('POST', '/items', add(tea, 2));
    assert.deepEqual(quantities(await cart('POST', '/items', add(tea, 3))), [['tea', 5]]);
    await cart('PUT', `/items/${pan.productId}`, { quantity: 4 });
    assert.deepEqual(quantities(await cart('PUT', `/items/${tea.productId}`, { quantity: 1 })), [
      ['tea', 1],
      ['pan', 4],
    ]);
    assert.deepEqual(quantities(await cart('DELETE', `/items/${tea.productId}`)), [['pan', 4]]);
    const emptied = await cart('DELETE');
    assert.deepEqual(emptied.items, []);
    assert.deepEqual(await cart('DELETE'), emptied);
  });

  await t.test('rejects more than 50 of a product', async () => {
    const { cart, problem } = customer(request);
    await cart('POST', '/items', add(tea, 48));
    assert.deepEqual(await problem('POST', '/items', add(tea, 3)), [422, 'unprocessable']);
    assert.deepEqual(await problem('PUT', `/items/${tea.productId}`, { quantity: 51 }), [400, 'validation']);
    assert.deepEqual(quantities(await cart()), [['tea', 48]]);
  });

  await t.test('accepts only integer quantities from 1 to 50 and known fields', async () => {
    const { cart, send, problem } = customer(request);
    for (const quantity of [0, 51, -1, 1.5, '2', null, undefined])
      for (const [method, path, body] of [
        ['POST', '/items', { productId: tea.productId, quantity }],
        ['PUT', `/items/${tea.productId}`, { quantity }],
      ] as const) {
        const response = await send(method, getCart.path + path, body);
        const { status, errors } = ProblemBody.parse(await response.json());
        assert.deepEqual([status, errors?.[0]?.pointer], [400, '/quantity'], `${method} ${quantity}`);
      }
    assert.deepEqual(await problem('POST', '/items', { ...add(tea, 1), price: 1 }), [400, 'validation']);
    assert.deepEqual(await problem('POST', '/items', { productId: '7', quantity: 1 }), [400, 'validation']);
    assert.deepEqual(await problem('PUT', '/items/7', { quantity: 1 }), [400, 'validation']);
    assert.deepEqual((await cart()).items, []);
  });

  await t.test('accepts 100 different products and rejects one more', async () => {
    const { cart, problem } = customer(request);
    const goods = Array.from({ length: limits.cartLines + 1 }, (_, i) => product(`good-${i}`, 100));
    catalogue.products.push(...goods);
    const [last, ...others] = goods as [QuoteLine, ...QuoteLine[]];
    for (const one of others) await cart('POST', '/items', add(one, 1));
    assert.deepEqual(await problem('POST', '/items', add(last, 1)), [422, 'unprocessable']);
    assert.equal((await cart('POST', '/items', add(others[0] ?? last, 1))).items.length, limits.cartLines);
  });

  await t.test('rejects unknown and retired products', async () => {
    const { problem } = customer(request);
    const retired = { ...product('hat', 100), status: 'retired' as const };
    catalogue.products.push(retired);
    assert.deepEqual(await problem('POST', '/items', add(retired, 1)), [409, 'conflict']);
    const unknown = { productId: newProductId(), quantity: 1 };
    assert.deepEqual(await problem('POST', '/items', unknown), [404, 'not-found']);
  });

  await t.test('is visible to its owner only', async () => {
    const mine = customer(request);
    await mine.cart('POST', '/items', add(tea, 1));
    assert.deepEqual((await customer(request).cart()).items, []);
  });

  await t.test('rejects a change whose If-Match is outdated', async () => {
    const { cart, problem, send } = customer(request);
    const { version } = await cart('POST', '/items', add(tea, 1));
    const ifMatch = { 'if-match': `"${version}"` };
    assert.equal((await send('POST', addCartItem.path, add(tea, 1), ifMatch)).status, 200);
    assert.deepEqual(await problem('POST', '/items', add(tea, 1), ifMatch), [412, 'precondition-failed']);
    assert.deepEqual(await problem('DELETE', '', undefined, ifMatch), [412, 'precondition-failed']);
    assert.deepEqual(quantities(await cart()), [['tea', 2]]);
  });

  await t.test('shows new prices under a new version, while the order service sees the prices last shown', async () => {
    const cup = product('cup', 700);
    catalogue.products.push(cup);
    const { cart, send } = customer(request);
    const before = await cart('POST', '/items', add(cup, 2));
    cup.unitPrice = { amount: 750, currency: 'USD' };
    const shown = Cart.parse(await (await send('GET', getPricedCart.path)).json());
    assert.deepEqual(shown, before);
    const now = await cart();
    assert.deepEqual([now.total.amount, now.version === before.version], [1_500, false]);
    assert.deepEqual(await cart(), now);
  });

  await t.test('shows current availability without a new version', async () => {
    const jar = product('jar', 700);
    catalogue.products.push(jar);
    const { cart } = customer(request);
    const before = await cart('POST', '/items', add(jar, 2));
    jar.availability = 'low-stock';
    const now = await cart();
    assert.deepEqual([now.items[0]?.availability, now.version], ['low-stock', before.version]);
    jar.status = 'retired';
    assert.deepEqual((await cart()).items[0]?.availability, 'out-of-stock');
  });

  await t.test('is shown as last seen while the catalogue is unavailable, and accepts no new items then', async () => {
    const { cart, problem } = customer(request);
    const before = await cart('POST', '/items', add(tea, 2));
    catalogue.isDown = true;
    assert.deepEqual(await cart(), before);
    assert.deepEqual(await problem('POST', '/items', add(tea, 1)), [503, 'upstream-unavailable']);
    assert.deepEqual((await cart('DELETE', `/items/${tea.productId}`)).items, []);
    catalogue.isDown = false;
  });

  await t.test('loses no concurrent change', async () => {
    const { cart } = customer(request);
    await Promise.all(Array.from({ length: 20 }, () => cart('POST', '/items', add(tea, 1))));
    assert.deepEqual(quantities(await cart()), [['tea', 20]]);
  });

  await t.test('loses no change of another instance', async () => {
    const id = newId();
    const { cart } = customer(request, id);
    await cart('POST', '/items', add(tea, 1));
    let faster = true;
    state.beforeWrite = async (key) => {
      if (key !== id || !faster) return;
      faster = false;
      const found = await state.read(id, CartRecord);
      assert.ok(found);
      const lines = found.value.lines.map((line) => ({ ...line, quantity: 7 }));
      await state.write(id, { ...found.value, lines }, { etag: found.etag, ttlSeconds: 60 });
    };
    assert.deepEqual(quantities(await cart('POST', '/items', add(tea, 1))), [['tea', 8]]);
  });
});
