import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { add, customer, guest, quantities, tokenOf } from '../../testing/shopper.ts';
import { createTestService, product } from '../../testing/test-service.ts';

test("a guest's cart", async (t) => {
  const tea = product('tea', 890);
  const { request: ask, state } = await createTestService(t, [tea]);
  const firstCookie = async (service: typeof ask) => {
    const answer = await guest(service).send('POST', '/api/v1/cart/items', add(tea, 1));
    return (answer.headers.get('set-cookie') ?? '').split('; ').filter((part) => !part.startsWith('Expires'));
  };

  await t.test(
    'begins with the first thing put in: looking, and taking out what is not there, leave no trace',
    async () => {
      const { send } = guest(ask);
      const before = state.writes.length;
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['DELETE', `/items/${tea.productId}`],
      ] as const) {
        const answer = await send(method, `/api/v1/cart${path}`);
        assert.deepEqual([answer.status, answer.headers.get('set-cookie')], [200, null]);
        assert.deepEqual(((await answer.json()) as { items: unknown }).items, []);
      }
      assert.equal(state.writes.length, before);
    },
  );

  await t.test('is found again by its cookie, and by no other', async () => {
    const me = guest(ask);
    const filled = await me.cart('POST', '/items', add(tea, 2));
    assert.deepEqual(await me.cart(), filled);
    const { cookie } = me;
    assert.deepEqual(quantities(await me.cart('PUT', `/items/${tea.productId}`, { quantity: 5 })), [['tea', 5]]);
    assert.equal(me.cookie, cookie);
    const other = guest(ask);
    await other.cart('POST', '/items', add(tea, 1));
    assert.notEqual(other.cookie, cookie);
    assert.deepEqual((await me.cart('DELETE')).items, []);
    assert.deepEqual(quantities(await other.cart()), [['tea', 1]]);
  });

  await t.test(
    'has a cookie out of reach of scripts and other sites, for the cart alone, as long as the cart',
    async () => {
      const [value, ...attributes] = await firstCookie(ask);
      assert.match(value ?? '', /^mambogo_guest=[\w-]{36}\.[\w-]{22}$/);
      const always = ['Max-Age=2592000', 'Path=/api/v1/cart', 'HttpOnly', 'SameSite=Lax'];
      assert.deepEqual(attributes.toSorted(), always.toSorted());
      const { request: secure } = await createTestService(t, [tea], 'https://shop.example');
      const [host, ...strict] = await firstCookie(secure);
      assert.match(host ?? '', /^__Host-mambogo_guest=/);
      assert.deepEqual(
        strict.toSorted(),
        ['Max-Age=2592000', 'Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'].toSorted(),
      );
    },
  );

  await t.test(
    'is not what a cookie that is none of ours names: a customer’s id, a made-up word, nothing',
    async () => {
      const id = newId();
      await customer(ask, id).cart('POST', '/items', add(tea, 3));
      for (const cookie of [id, `guest-${id}`, 'x', '', '%00', '../dead-letters']) {
        const me = guest(ask, cookie);
        assert.deepEqual((await me.cart()).items, [], cookie);
        assert.deepEqual(quantities(await me.cart('POST', '/items', add(tea, 1))), [['tea', 1]]);
        assert.notEqual(me.cookie, cookie);
      }
      assert.deepEqual(quantities(await customer(ask, id).cart()), [['tea', 3]]);
    },
  );

  await t.test('is kept where no customer’s can be', async () => {
    const me = guest(ask);
    await me.cart('POST', '/items', add(tea, 1));
    assert.equal(state.writes.at(-1), `guest-${me.guestId}`);
  });

  await t.test('is not looked at when there is a token, be it good or bad', async () => {
    const me = guest(ask);
    await me.cart('POST', '/items', add(tea, 2));
    const token = { authorization: tokenOf(newId()) };
    const mine = await me.send('POST', '/api/v1/cart/items', add(tea, 7), token);
    assert.deepEqual([mine.status, mine.headers.get('set-cookie')], [200, null]);
    for (const authorization of ['Bearer nonsense', 'Basic YTpi', ''])
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['POST', '/items', add(tea, 1)],
      ] as const)
        assert.deepEqual(await me.problem(method, path, body, { authorization }), [401, 'unauthenticated']);
    assert.deepEqual(quantities(await me.cart()), [['tea', 2]]);
  });

  await t.test('can’t be ordered: the order service reads carts of customers alone', async () => {
    const me = guest(ask);
    await me.cart('POST', '/items', add(tea, 2));
    assert.equal((await me.send('GET', '/internal/cart')).status, 401);
  });

  await t.test('is changed only as it was read when the change says so', async () => {
    const me = guest(ask);
    const { version } = await me.cart();
    const change = (ifMatch: string) =>
      me.send('POST', '/api/v1/cart/items', add(tea, 1), { 'if-match': `"${ifMatch}"` });
    assert.equal((await change(version)).status, 200);
    assert.equal((await change(version)).status, 412);
    assert.deepEqual(quantities(await me.cart()), [['tea', 1]]);
  });

  await t.test('loses nothing when it is changed from several tabs at once', async () => {
    const me = guest(ask);
    await me.cart('POST', '/items', add(tea, 1));
    await Promise.all(Array.from({ length: 20 }, () => me.cart('POST', '/items', add(tea, 1))));
    assert.deepEqual(quantities(await me.cart()), [['tea', 21]]);
  });
});
