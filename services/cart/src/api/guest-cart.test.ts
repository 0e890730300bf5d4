import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCartItem, Cart, getCart } from '@mambogo/contracts/api/cart.ts';
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { add, customer, guest, quantities, tokenOf } from '../../testing/shopper.ts';
import { createTestService, product } from '../../testing/test-service.ts';

test("a guest's cart", async (t) => {
  const tea = product('tea', 890);
  const { request, state } = await createTestService(t, [tea]);
  const firstCookie = async (service: typeof request) => {
    const response = await guest(service).send('POST', addCartItem.path, add(tea, 1));
    return (response.headers.get('set-cookie') ?? '').split('; ').filter((part) => !part.startsWith('Expires'));
  };

  await t.test('is created with the first item; reads and removals from an empty cart store nothing', async () => {
    const { send } = guest(request);
    const before = state.writes.length;
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['DELETE', `/items/${tea.productId}`],
    ] as const) {
      const response = await send(method, getCart.path + path);
      assert.deepEqual([response.status, response.headers.get('set-cookie')], [200, null]);
      assert.deepEqual(Cart.parse(await response.json()).items, []);
    }
    assert.equal(state.writes.length, before);
  });

  await t.test('is identified by its cookie only', async () => {
    const me = guest(request);
    const filled = await me.cart('POST', '/items', add(tea, 2));
    assert.deepEqual(await me.cart(), filled);
    const { cookie } = me;
    assert.deepEqual(quantities(await me.cart('PUT', `/items/${tea.productId}`, { quantity: 5 })), [['tea', 5]]);
    assert.equal(me.cookie, cookie);
    const other = guest(request);
    await other.cart('POST', '/items', add(tea, 1));
    assert.notEqual(other.cookie, cookie);
    assert.deepEqual((await me.cart('DELETE')).items, []);
    assert.deepEqual(quantities(await other.cart()), [['tea', 1]]);
  });

  await t.test('has an HttpOnly, SameSite cookie for the cart’s path, which lives as long as the cart', async () => {
    const [value, ...attributes] = await firstCookie(request);
    assert.match(value ?? '', /^mambogo_guest=[\w-]{36}\.[\w-]{22}$/);
    const always = ['Max-Age=2592000', `Path=${getCart.path}`, 'HttpOnly', 'SameSite=Lax'];
    assert.deepEqual(attributes.toSorted(), always.toSorted());
    const { request: secure } = await createTestService(t, [tea], 'https://shop.example');
    const [host, ...strict] = await firstCookie(secure);
    assert.match(host ?? '', /^__Host-mambogo_guest=/);
    assert.deepEqual(strict.toSorted(), ['Max-Age=2592000', 'Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'].toSorted());
  });

  await t.test('ignores foreign cookies: a customer’s id, an arbitrary value, an empty one', async () => {
    const id = newId();
    await customer(request, id).cart('POST', '/items', add(tea, 3));
    for (const cookie of [id, `guest-${id}`, 'x', '', '%00', '../dead-letters']) {
      const me = guest(request, cookie);
      assert.deepEqual((await me.cart()).items, [], cookie);
      assert.deepEqual(quantities(await me.cart('POST', '/items', add(tea, 1))), [['tea', 1]]);
      assert.notEqual(me.cookie, cookie);
    }
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 3]]);
  });

  await t.test('has a key that no customer’s cart can have', async () => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, 1));
    assert.equal(state.writes.at(-1), `guest-${me.guestId}`);
  });

  await t.test('is ignored if there is a token, valid or invalid', async () => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, 2));
    const token = { authorization: tokenOf(newId()) };
    const mine = await me.send('POST', addCartItem.path, add(tea, 7), token);
    assert.deepEqual([mine.status, mine.headers.get('set-cookie')], [200, null]);
    for (const authorization of ['Bearer nonsense', 'Basic YTpi', ''])
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['POST', '/items', add(tea, 1)],
      ] as const)
        assert.deepEqual(await me.problem(method, path, body, { authorization }), [401, 'unauthenticated']);
    assert.deepEqual(quantities(await me.cart()), [['tea', 2]]);
  });

  await t.test('cannot be ordered: the internal route requires a token', async () => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, 2));
    assert.equal((await me.send('GET', getPricedCart.path)).status, 401);
  });

  await t.test('rejects a change whose If-Match is outdated', async () => {
    const me = guest(request);
    const { version } = await me.cart();
    const change = (ifMatch: string) => me.send('POST', addCartItem.path, add(tea, 1), { 'if-match': `"${ifMatch}"` });
    assert.equal((await change(version)).status, 200);
    assert.equal((await change(version)).status, 412);
    assert.deepEqual(quantities(await me.cart()), [['tea', 1]]);
  });

  await t.test('loses no concurrent change from several tabs', async () => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, 1));
    await Promise.all(Array.from({ length: 20 }, () => me.cart('POST', '/items', add(tea, 1))));
    assert.deepEqual(quantities(await me.cart()), [['tea', 21]]);
  });
});
