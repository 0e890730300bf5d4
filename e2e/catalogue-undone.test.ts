/**
 * Merchants can undo changes of the catalogue: a retired product is put on sale again, a renamed or merged category is still
 * found.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import {
  changeCategory,
  createCategory,
  getCategory,
  mergeCategory,
  removeCategory,
} from '@mambogo/contracts/api/categories.ts';
import { createProduct, reactivateProduct, retireProduct } from '@mambogo/contracts/api/products.ts';
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { problemOf, rejectionOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { assertStock } from './shopper/order-assertions.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

const retire = (id: string) => merchant.shopper.api.call(retireProduct, { params: { id } });
const reactivate = (id: string, sku?: string) =>
  merchant.shopper.api.call(reactivateProduct, { params: { id }, body: sku === undefined ? undefined : { sku } });
const create = (body: CallInput<typeof createProduct>['body']) => merchant.shopper.api.call(createProduct, { body });
const addCategory = (slug: string) => merchant.shopper.api.call(createCategory, { body: { slug, name: 'Journey' } });
const productsOf = async (category: string) => (await shopper.browse({ category })).items.map(({ id }) => id);

test('a retired product is put on sale again with its stock, and bought', async () => {
  const mug = await merchant.offer(5);
  await retire(mug.id);
  assert.equal(await rejectionOf(shopper.addToCart(mug.id, 1)), '409 conflict');
  const again = await reactivate(mug.id);
  assert.deepEqual([again.status, again.version], ['active', mug.version + 2]);
  await shopper.emptyCart();
  const { id } = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 2) });
  await shopper.waitFor(id, ['CONFIRMED']);
  await assertStock(merchant, mug.id, { onHand: 3, reserved: 0, sold: 2 });
});

test('the sku of a retired product is free; once another product has it, a new one is required', async () => {
  const { id, sku, name, price, category } = await merchant.offer(0);
  await retire(id);
  await create({ sku, name, price, category: category.slug });
  assert.equal(await rejectionOf(reactivate(id)), '409 conflict');
  assert.equal((await reactivate(id, `${sku}-B`)).sku, `${sku}-B`);
});

test('categories are renamed, merged and removed; products and old URLs follow', async () => {
  const [one, other, last] = [randomUUID(), randomUUID(), randomUUID()].map((id) => `journey-${id}`);
  assert.ok(one && other && last);
  const { api } = merchant.shopper;
  const path = (slug: string) => pathOf(getCategory, { params: { slug } });
  await addCategory(one);
  await addCategory(last);
  const { sku, name, price } = await merchant.offer(0);
  const mug = await create({ sku: `${sku}-C`, name, price, category: one });

  await api.call(changeCategory, { params: { slug: one }, body: { slug: other, name: 'Renamed' } });
  assert.deepEqual(await productsOf(one), [mug.id]);
  const moved = await shopper.api.raw(path(one));
  assert.deepEqual([moved.status, moved.headers.location], [308, path(other)]);

  await api.call(mergeCategory, { params: { slug: other }, body: { into: last } });
  assert.deepEqual(await productsOf(last), [mug.id]);
  for (const former of [one, other]) assert.equal((await shopper.api.raw(path(former))).headers.location, path(last));

  const remove = (moveProductsTo?: string) =>
    api.request(removeCategory, { params: { slug: last }, query: { moveProductsTo } });
  assert.equal(problemOf(await remove()), '409 conflict');
  assert.equal((await remove('kitchen')).status, 204);
  assert.deepEqual((await shopper.product(mug.id)).category.slug, 'kitchen');
  assert.equal(problemOf(await shopper.api.raw(path(one))), '404 not-found');
});
