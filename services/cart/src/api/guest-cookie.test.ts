import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addCartItem, Cart, getCart } from '@mambogo/contracts/api/cart.ts';
import { add, guest, quantities } from '../../testing/shopper.ts';
import { createTestService, product } from '../../testing/test-service.ts';

test('a guest’s cookie', async (t) => {
  const tea = product('tea', 890);
  const { request, state } = await createTestService(t, [tea]);
  const filled = async () => {
    const me = guest(request);
    await me.cart('POST', '/items', add(tea, 2));
    return me;
  };

  await t.test('that was forged or tampered with neither reads nor creates the cart of that id', async () => {
    const { cookie = '', guestId } = await filled();
    const [id = '', signature = ''] = cookie.split('.');
    const turned = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const forged = randomUUID();
    for (const value of [`${id}.${turned}`, `${id}.`, `${forged}.${signature}`, `${id}.${signature}x`, forged]) {
      const me = guest(request, value);
      assert.deepEqual((await me.cart()).items, [], value);
      await me.cart('POST', '/items', add(tea, 1));
      assert.notEqual(me.guestId, guestId);
      assert.notEqual(me.guestId, forged);
    }
    assert.ok(!state.writes.includes(`guest-${forged}`));
  });

  await t.test('of the previous release is valid while its cart exists, and is replaced by a signed one', async () => {
    const { guestId = '' } = await filled();
    const me = guest(request, guestId);
    assert.deepEqual(quantities(await me.cart()), [['tea', 2]]);
    assert.match(me.cookie ?? '', /^[\w-]{36}\.[\w-]{22}$/);
    assert.equal(me.guestId, guestId);
    assert.deepEqual(quantities(await me.cart()), [['tea', 2]]);
  });

  await t.test('of the previous release is also read after the shop switched to https', async () => {
    const { request: secure } = await createTestService(t, [tea], 'https://shop.example');
    const first = await guest(secure).send('POST', addCartItem.path, add(tea, 3));
    const value = /^__Host-mambogo_guest=([^;]*)/.exec(first.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const old = await secure(getCart.path, { headers: { cookie: `mambogo_guest=${value.split('.')[0]}` } });
    assert.equal(Cart.parse(await old.json()).items.length, 1);
    assert.match(old.headers.get('set-cookie') ?? '', /^__Host-mambogo_guest=[\w-]{36}\.[\w-]{22};.*Secure/);
  });
});

test('a guest’s cart has a short time to live until the guest returns', async (t) => {
  const tea = product('tea', 890);
  const { request, state } = await createTestService(t, [tea]);
  const me = guest(request);
  const first = await me.cart('POST', '/items', add(tea, 1));
  assert.equal(state.ttls.get(`guest-${me.guestId}`), 5);
  assert.deepEqual(await me.cart(), first, 'returning changes neither the cart nor its version');
  assert.equal(state.ttls.get(`guest-${me.guestId}`), 60);
  const writes = state.writes.length;
  await me.cart();
  assert.equal(state.writes.length, writes, 'and is stored once');

  const other = guest(request);
  await other.cart('POST', '/items', add(tea, 1));
  await other.cart('POST', '/items', add(tea, 1));
  assert.equal(state.ttls.get(`guest-${other.guestId}`), 60);
});
