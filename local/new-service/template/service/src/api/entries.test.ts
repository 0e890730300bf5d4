import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { startInventory } from '../../testing/start-inventory.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

test('entries about products', { skip }, async (t) => {
  const { add, list, published } = await startInventory(t);
  const productId = newId();

  await t.test('are added once per key, with one event', async () => {
    const [first, again] = await Promise.all([1, 2].map(() => add({ productId, value: 4 }, 'one')));
    assert.deepEqual(first, again);
    assert.deepEqual([first?.status, first?.body.value], [201, 4]);
    assert.deepEqual(await published(), ['com.mambogo.inventory.entry-added.v1']);
  });

  await t.test('are listed newest first, page by page', async () => {
    await add({ productId, value: 5 }, 'two');
    const page = await list('?size=1');
    assert.deepEqual(
      page.items.map(({ value }) => value),
      [5],
    );
    const rest = await list(`?size=1&cursor=${page.next}`);
    assert.deepEqual([rest.items.map(({ value }) => value), rest.next], [[4], undefined]);
  });

  await t.test('are rejected with a value that is out of range, or without a key', async () => {
    assert.equal((await add({ productId, value: 6 }, 'three')).status, 400);
    assert.equal((await add({ productId, value: 1 })).status, 400);
  });
});
