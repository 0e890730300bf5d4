import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Category, listCategories } from '@mambogo/contracts/api/categories.ts';
import {
  createProduct,
  getProduct,
  listProducts,
  Product,
  ProductPage,
  retireProduct,
} from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';

const categories = listCategories.path;

test('categories are renamed, merged and removed', async (t) => {
  const { ask, send, create, problem, database } = await startCatalogue(t);
  const add = async (slug: string) =>
    Category.parse(await (await send('POST', categories, { slug, name: slug.toUpperCase() })).json());
  const read = (slug: string) => ask(`${categories}/${slug}`, { redirect: 'manual' });
  const goesTo = async (slug: string) => {
    const { status, headers } = await read(slug);
    return status === 308 ? headers.get('location')?.split('/').at(-1) : status;
  };
  const listed = async (slug: string) =>
    ProductPage.parse(await (await ask(`${listProducts.path}?category=${slug}`)).json()).items.map(({ sku }) => sku);
  const product = async (id: string) => Product.parse(await (await ask(pathOf(getProduct, { params: { id } }))).json());
  const events = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows = await database.query<{ envelope: string }[]>('select envelope from outbox order by seq');
    return rows
      .map(({ envelope }) => JSON.parse(envelope))
      .filter((event) => event.type === `com.mambogo.${type}.v1`)
      .map(({ data }) => data);
  };

  await t.test(
    'a renamed category keeps its products; its former slug redirects to it, and is accepted for products',
    async () => {
      const before = await add('green');
      const { product: one, tag } = await create({ ...tea, sku: 'GREEN-1', category: 'green' });
      const answer = await send('PUT', `${categories}/green`, { slug: 'leaf', name: 'Leaf' });
      assert.deepEqual([answer.status, await answer.json()], [200, { id: before.id, slug: 'leaf', name: 'Leaf' }]);
      assert.equal(await goesTo('green'), 'leaf');
      assert.equal(await goesTo('leaf'), 200);
      assert.deepEqual(await listed('green'), ['GREEN-1']);
      assert.deepEqual((await product(one.id)).category, { id: before.id, slug: 'leaf', name: 'Leaf' });
      const seen = await ask(pathOf(getProduct, { params: { id: one.id } }), { headers: { 'if-none-match': tag } });
      assert.equal(seen.status, 200, 'the entity tag from before the renaming is outdated');
      const changed = await send(
        'PUT',
        pathOf(getProduct, { params: { id: one.id } }),
        { ...tea, sku: 'GREEN-1', category: 'green' },
        { 'if-match': tag },
      );
      assert.equal(Product.parse(await changed.json()).category.slug, 'leaf');
      assert.deepEqual((await events('category.changed')).at(-1), {
        categoryId: before.id,
        slug: 'leaf',
        name: 'Leaf',
        formerSlug: 'green',
      });
    },
  );

  await t.test('can be renamed back; rejects a slug in use, accepts a former one', async () => {
    const { id } = await add('oolong');
    const rename = (from: string, slug: string) => send('PUT', `${categories}/${from}`, { slug, name: 'Oolong' });
    assert.equal((await rename('oolong', 'blue')).status, 200);
    assert.equal((await rename('blue', 'oolong')).status, 200);
    assert.deepEqual([await goesTo('oolong'), await goesTo('blue')], [200, 'oolong']);
    assert.deepEqual(await problem(await rename('oolong', 'tea')), {
      status: 409,
      slug: 'conflict',
      pointer: '/slug',
    });
    const taken = await add('blue');
    assert.notEqual(taken.id, id);
    assert.equal(await goesTo('blue'), 200);
    assert.equal((await rename('nowhere', 'x')).status, 404);
  });

  await t.test(
    'merging moves every product, retired ones too, with a new version and an event; slugs redirect',
    async () => {
      await add('black');
      const into = await add('drinks');
      const { product: sold } = await create({ ...tea, sku: 'BLACK-1', category: 'black' });
      const { product: gone } = await create({ ...tea, sku: 'BLACK-2', category: 'black' });
      await send('POST', pathOf(retireProduct, { params: { id: gone.id } }));
      await send('PUT', `${categories}/black`, { slug: 'dark', name: 'Dark' });
      const merge = () => send('POST', `${categories}/dark/merge`, { into: 'drinks' }, { 'idempotency-key': 'm' });
      const [first, second] = [await merge(), await merge()];
      assert.deepEqual([first.status, second.status], [200, 200]);
      assert.deepEqual(await first.json(), into);
      assert.deepEqual(await second.json(), into);
      const after = [await product(sold.id), await product(gone.id)];
      assert.deepEqual(
        after.map(({ category, version, status }) => [category.slug, version, status]),
        [
          ['drinks', 2, 'active'],
          ['drinks', 3, 'retired'],
        ],
      );
      assert.deepEqual([await goesTo('dark'), await goesTo('black')], ['drinks', 'drinks']);
      const moved = (await events('product.changed')).filter(({ categoryId }) => categoryId === into.id);
      assert.deepEqual(moved.map(({ sku, version }) => [sku, version]).sort(), [
        ['BLACK-1', 2],
        ['BLACK-2', 3],
      ]);
      const [said] = await events('category.merged');
      assert.deepEqual([said?.intoCategoryId, said?.products], [into.id, 2]);
      const itself = await problem(await send('POST', `${categories}/drinks/merge`, { into: 'dark' }));
      assert.deepEqual(itself, { status: 422, slug: 'unprocessable', pointer: '/into' });
    },
  );

  await t.test('removing requires an empty category or moveProductsTo', async () => {
    await add('herbal');
    const remove = (query = '') => send('DELETE', `${categories}/herbal${query}`);
    const { product: one } = await create({ ...tea, sku: 'HERB-1', category: 'herbal' });
    await send('POST', pathOf(retireProduct, { params: { id: one.id } }));
    assert.equal((await problem(await remove())).slug, 'conflict');
    assert.equal((await problem(await remove('?moveProductsTo=nowhere'))).pointer, '?moveProductsTo');
    assert.equal((await remove('?moveProductsTo=tea')).status, 204);
    assert.equal((await product(one.id)).category.slug, 'tea');
    assert.equal(await goesTo('herbal'), 404);
    assert.equal((await remove()).status, 404);
    await add('empty');
    const once = () => send('DELETE', `${categories}/empty`, undefined, { 'idempotency-key': 'gone' });
    assert.deepEqual([(await once()).status, (await once()).status], [204, 204]);
    assert.equal((await events('category.removed')).length, 2);
  });

  await t.test('concurrent merges and product changes lose no product and cause no 5xx', async () => {
    await add('left');
    await add('right');
    const answers = await Promise.all([
      send('POST', `${categories}/left/merge`, { into: 'right' }),
      send('POST', `${categories}/right/merge`, { into: 'left' }),
      ...Array.from({ length: 12 }, (_, n) =>
        send('POST', createProduct.path, { ...tea, sku: `BOTH-${n}`, category: n % 2 ? 'left' : 'right' }),
      ),
    ]);
    assert.deepEqual(
      answers.filter(({ status }) => status >= 500),
      [],
    );
    const made = answers.filter(({ status }) => status === 201).length;
    const heir = [await goesTo('left'), await goesTo('right')].includes('left') ? 'left' : 'right';
    assert.equal((await listed(heir)).length, made);
    assert.equal(made, 12);
  });
});
