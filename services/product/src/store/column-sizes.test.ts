import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CategoryInput } from '@mambogo/contracts/api/categories.ts';
import { Availability, createProduct, Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import { ShopText, saveShopText } from '@mambogo/contracts/api/shop-texts.ts';
import { ProductSlug } from '@mambogo/contracts/product-slug.ts';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { messageColumns, staffActionColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';
import { maxWordLength } from '../domain/search-words.ts';

const uuid = 36;
const { sku, name, description, brand, tags, images, options } = ProductInput.shape;

test('the longest text of each schema fits its column, in characters and in bytes', async (t) => {
  const { database } = await startCatalogue(t);
  assert.deepEqual(
    await columnFaults(database, {
      ...messageColumns,
      ...staffActionColumns,
      'category.id': uuid,
      'category.slug': CategoryInput.shape.slug,
      'category.name': CategoryInput.shape.name,
      'category_former_slug.slug': CategoryInput.shape.slug,
      'category_former_slug.category_id': uuid,
      'product.id': uuid,
      'product.sku': sku,
      'product.sku_in_use': sku,
      'product.slug': ProductSlug,
      'product_slug.slug': ProductSlug,
      'product_slug.product_id': uuid,
      'product.name': name,
      'product.description': description,
      'product.currency': 'USD'.length,
      'product.category_id': uuid,
      'product.brand': brand,
      'product.tags': { json: tags },
      'product.images': { json: images },
      'product.options': { json: options },
      'product.variant_of': uuid,
      'product.status': Product.shape.status,
      'catalogue_change.product_id': uuid,
      // Code points: a letter may take four bytes.
      'product_word.word': { characters: maxWordLength, bytes: 4 * maxWordLength },
      'product_word.product_id': uuid,
      'shop_text.name': ShopText.shape.name,
      'shop_text.language': ShopText.shape.language,
      'shop_text.text': saveShopText.body.shape.text,
      'shop_text.updated_by': 'merchant:'.length + uuid,
      'stock_level.product_id': uuid,
      'stock_level.availability': Availability,
    }),
    [],
  );
});

test('saves and returns a product with texts of maximum length', async (t) => {
  const { send, ask } = await startCatalogue(t);
  for (const letter of ['ラ', '𝔘', '"', 'ü', 'ﷺ']) {
    const text = (length: number) => letter.repeat(length / letter.length);
    const longest = {
      ...tea,
      sku: `LONG-${letter.codePointAt(0)}`,
      name: text(100),
      description: text(10_000),
      brand: text(100),
      tags: Array.from({ length: 20 }, () => text(50)),
      images: Array.from({ length: 5 }, (_, n) => {
        const url = `https://cdn.example.com/${n}/`;
        return { url: url + text(2_048 - url.length), alt: text(200) };
      }),
    };
    const answer = await send('POST', createProduct.path, longest, {
      'idempotency-key': `long-${letter.codePointAt(0)}`,
    });
    assert.equal(answer.status, 201, `${letter}: ${await answer.clone().text()}`);
    const shown = Product.parse(await (await ask(answer.headers.get('location') ?? '')).json());
    for (const field of ['name', 'description', 'brand', 'tags', 'images'] as const)
      assert.deepEqual(shown[field], longest[field], `${letter}: ${field}`);
  }
});
