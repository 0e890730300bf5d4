import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  getProduct,
  listProducts,
  Product,
  ProductPage,
  reactivateProduct,
  retireProduct,
} from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';

test('reactivating a retired product', async (t) => {
  const { ask, send, create, problem, database } = await startCatalogue(t);
  const reactivate = (id: string, body?: object, headers = {}) =>
    send('POST', pathOf(reactivateProduct, { params: { id } }), body, headers);
  const retire = (id: string) => send('POST', pathOf(retireProduct, { params: { id } }));
  const found = async (search: string) =>
    ProductPage.parse(await (await ask(`${listProducts.path}?search=${search}`)).json()).items.map(({ id }) => id);

  await t.test('lists it again with the next version, publishes the event, and allows changes', async () => {
    const { product } = await create({ ...tea, sku: 'TEA-BACK' });
    await retire(product.id);
    for (const _ of [1, 2]) {
      const answer = await reactivate(product.id);
      assert.equal(answer.status, 200);
      const { status, version, sku } = Product.parse(await answer.json());
      assert.deepEqual([status, version, sku], ['active', 3, 'TEA-BACK']);
    }
    assert.deepEqual(await found('tea-back'), [product.id]);
    const change = await send(
      'PUT',
      pathOf(getProduct, { params: { id: product.id } }),
      { ...tea, sku: 'TEA-BACK' },
      { 'if-match': '"3"' },
    );
    assert.equal(change.status, 200);
    const rows = await database.query<{ envelope: string }[]>(
      'select envelope from outbox where message_key = ? order by seq',
      [product.id],
    );
    const said = rows.map(({ envelope }) => JSON.parse(envelope));
    assert.deepEqual(
      said.map(({ type, data }) => [type.split('.').slice(2, 4).join('.'), data.status, data.version]),
      [
        ['product.created', 'active', 1],
        ['product.retired', 'retired', 2],
        ['product.reactivated', 'active', 3],
        ['product.changed', 'active', 4],
      ],
    );
  });

  await t.test('requires a new sku if another product has taken it in the meantime', async () => {
    const { product: old } = await create({ ...tea, sku: 'TEA-SHARED' });
    await retire(old.id);
    const { product: young } = await create({ ...tea, sku: 'TEA-SHARED' });
    const refused = await reactivate(old.id);
    const { detail } = (await refused.clone().json()) as { detail: string };
    assert.deepEqual(await problem(refused), { status: 409, slug: 'conflict', pointer: '/sku' });
    assert.match(detail, /send \{"sku": "\.\.\."\}/);
    const answer = await reactivate(old.id, { sku: 'TEA-SHARED-2' });
    assert.equal(Product.parse(await answer.json()).sku, 'TEA-SHARED-2');
    assert.deepEqual(await found('tea-shared-2'), [old.id]);
    assert.equal((await retire(young.id)).status, 200);
    assert.deepEqual(await found('tea-shared'), [old.id]);
  });

  await t.test('is idempotent per key; rejects an unknown product (404) and an invalid sku (400)', async () => {
    const { product } = await create({ ...tea, sku: 'TEA-ONCE' });
    await retire(product.id);
    const key = { 'idempotency-key': 'again' };
    const first = await (await reactivate(product.id, undefined, key)).json();
    await retire(product.id);
    assert.deepEqual(await (await reactivate(product.id, undefined, key)).json(), first);
    assert.equal((await problem(await reactivate(product.id, { sku: 'TEA-X' }, key))).slug, 'idempotency-key-reused');
    assert.equal((await reactivate(newProductId())).status, 404);
    assert.equal((await problem(await reactivate(product.id, { sku: 'small' }))).pointer, '/sku');
  });
});
