import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCartItem, Cart, mergeCart } from '@mambogo/contracts/api/cart.ts';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import { add, customer, guest, quantities, type TestShopper, tokenOf } from '../../testing/shopper.ts';
import { createTestService, product } from '../../testing/test-service.ts';
import { freezeForMerge } from '../domain/merge-guest-lines.ts';
import { createCartStore } from '../store/cart-store.ts';

test('a guest who logs in', async (t) => {
  const tea = product('tea', 890);
  const pan = product('pan', 5_400);
  const { request, state, catalogue } = await createTestService(t, [tea, pan]);
  /** A guest with some tea in the cart. */
  const guestWithTea = async (quantity: number) => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, quantity));
    return me;
  };
  const mergeAs = (who: TestShopper, id: string) =>
    who.send('POST', mergeCart.path, undefined, { authorization: tokenOf(id) });

  await t.test('gets both carts merged, and the guest cookie is cleared', async () => {
    const id = newId();
    await customer(request, id).cart('POST', '/items', add(tea, 1));
    const me = await guestWithTea(2);
    await me.cart('POST', '/items', add(pan, 1));
    const response = await mergeAs(me, id);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('set-cookie') ?? '', /^mambogo_guest=; Max-Age=0; Path=\/api\/v1\/cart;/);
    assert.equal(me.cookie, undefined);
    const merged = await customer(request, id).cart();
    assert.deepEqual(await response.json(), merged);
    assert.deepEqual(quantities(merged), [
      ['tea', 3],
      ['pan', 1],
    ]);
  });

  await t.test('without a guest’s cart keeps the cart unchanged', async () => {
    const id = newId();
    const before = await customer(request, id).cart('POST', '/items', add(tea, 1));
    for (const cookie of [undefined, 'x', crypto.randomUUID()]) {
      const response = await mergeAs(guest(request, cookie), id);
      assert.deepEqual(await response.json(), before);
      assert.match(response.headers.get('set-cookie') ?? '', /Max-Age=0/);
    }
    const emptied = await guestWithTea(1);
    await emptied.cart('DELETE');
    assert.deepEqual(await (await mergeAs(emptied, id)).json(), before);
  });

  await t.test('needs a token', async () => {
    assert.deepEqual(await (await guestWithTea(1)).problem('POST', '/merge'), [401, 'unauthenticated']);
  });

  await t.test('is merged once in spite of concurrent and repeated requests', async () => {
    const id = newId();
    const me = await guestWithTea(2);
    const { cookie } = me;
    await Promise.all(Array.from({ length: 10 }, () => mergeAs(guest(request, cookie), id)));
    assert.equal((await mergeAs(guest(request, cookie), id)).status, 200);
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 2]]);
    await customer(request, id).cart('DELETE');
    await mergeAs(guest(request, cookie), id);
    assert.deepEqual((await customer(request, id).cart()).items, []);
  });

  await t.test('merges into the first customer only', async () => {
    const [ann, ben] = [newId(), newId()];
    const { cookie } = await guestWithTea(2);
    await Promise.all([mergeAs(guest(request, cookie), ann), mergeAs(guest(request, cookie), ben)]);
    const pieces = await Promise.all([ann, ben].map(async (id) => quantities(await customer(request, id).cart())));
    assert.deepEqual(pieces.flat(), [['tea', 2]]);
  });

  await t.test('gets a new cart when shopping as a guest again with the old cookie', async () => {
    const id = newId();
    const { cookie } = await guestWithTea(2);
    await mergeAs(guest(request, cookie), id);
    const again = guest(request, cookie);
    const { items, version } = await again.cart();
    assert.deepEqual(items, []);
    const ifMatch = { 'if-match': `"${version}"` };
    assert.equal((await again.send('POST', addCartItem.path, add(pan, 1), ifMatch)).status, 200);
    assert.notEqual(again.cookie, cookie);
    assert.deepEqual(quantities(await again.cart()), [['pan', 1]]);
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 2]]);
    await mergeAs(again, id);
    assert.deepEqual(quantities(await customer(request, id).cart()), [
      ['tea', 2],
      ['pan', 1],
    ]);
  });

  await t.test('loses nothing after a crash between the two steps, and duplicates nothing on the retry', async () => {
    const id = newId();
    const me = await guestWithTea(2);
    state.beforeWrite = async (key) => {
      if (key === id) throw new Error('the process was killed here');
    };
    assert.equal((await mergeAs(me, id)).status, 500);
    assert.notEqual(me.cookie, undefined);
    assert.deepEqual((await me.cart()).items, []);
    assert.deepEqual((await customer(request, id).cart()).items, []);
    state.beforeWrite = async () => undefined;
    assert.equal((await mergeAs(me, id)).status, 200);
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 2]]);
  });

  await t.test('merges what another instance adds concurrently', async () => {
    const id = newId();
    const me = await guestWithTea(2);
    const other = createCartStore(state, { ttlSeconds: 60, newGuestTtlSeconds: 5 });
    let faster = true;
    state.beforeWrite = async (key) => {
      if (key !== `guest-${me.guestId}` || !faster) return;
      faster = false;
      await other.change(key as `guest-${string}`, (cart) => ({
        ...cart,
        lines: cart.lines.map((line) => ({ ...line, quantity: 7 })),
      }));
    };
    await mergeAs(me, id);
    state.beforeWrite = async () => undefined;
    assert.equal(faster, false);
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 7]]);
  });

  await t.test('adds nothing to a cart that another instance froze concurrently', async () => {
    const id = CustomerId.parse(newId());
    const me = await guestWithTea(2);
    const { cookie, guestId } = me;
    const other = createCartStore(state, { ttlSeconds: 60, newGuestTtlSeconds: 5 });
    state.beforeWrite = async (key) => {
      if (key !== `guest-${guestId}`) return;
      state.beforeWrite = async () => undefined;
      await other.change(`guest-${guestId}`, (cart) => freezeForMerge(cart, id));
    };
    assert.deepEqual(quantities(await me.cart('POST', '/items', add(pan, 1))), [['pan', 1]]);
    assert.notEqual(me.cookie, cookie);
    await mergeAs(guest(request, cookie), id);
    assert.deepEqual(quantities(await customer(request, id).cart()), [['tea', 2]]);
  });

  await t.test('sees current prices, or those last shown while the catalogue is unavailable', async () => {
    const cup = product('cup', 700);
    catalogue.products.push(cup);
    const [me, other] = [guest(request), guest(request)];
    for (const one of [me, other]) await one.cart('POST', '/items', add(cup, 1));
    cup.unitPrice = { amount: 750, currency: 'USD' };
    const merged = Cart.parse(await (await mergeAs(me, newId())).json());
    assert.equal(merged.total.amount, 750);
    catalogue.isDown = true;
    const response = await mergeAs(other, newId());
    catalogue.isDown = false;
    assert.equal(Cart.parse(await response.json()).total.amount, 700);
  });
});
