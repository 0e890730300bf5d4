import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { EntityManager } from 'typeorm';
import { createTestDatabase, skip } from '../../testing/test-database.ts';
import { newOrderNumber } from '../domain/order-number.ts';
import { beginBlock, currentBlock } from './number-block.ts';

/** Always draws the same value, so that numbers differ only by block. */
const draw = () => 4_711;
const current = async ({ manager }: { manager: EntityManager }): Promise<number | null> =>
  (await manager.query<{ block: number | null }[]>(`select (${currentBlock}) as block`))[0]?.block ?? null;

describe('the block of order numbers', { skip }, async () => {
  const [first, restored] = skip ? [] : [await createTestDatabase(), await createTestDatabase()];
  after(async () => {
    for (const store of [first, restored]) await store?.drop();
  });
  const known = () => ({
    lost: first?.database ?? assert.fail(),
    restored: restored?.database ?? assert.fail(),
  });

  it('stays the same until a new one is started', async () => {
    const { lost } = known();
    assert.equal(await current(lost), null);
    assert.equal(await beginBlock(lost.manager, draw), 4_711);
    assert.equal(await current(lost), 4_711);
    assert.equal(await beginBlock(lost.manager, () => 5), 5);
    assert.equal(await current(lost), 5);
  });

  it('is new after a restore, so that no number is issued again', async () => {
    const { lost, restored: database } = known();
    const rows = await lost.query<{ block: number; incarnation: string }[]>(
      'select block, incarnation from order_number_block order by id',
    );
    for (const { block, incarnation } of rows)
      await database.query('insert into order_number_block (block, incarnation) values ($1, $2)', [block, incarnation]);
    const issued = newOrderNumber((await current(lost)) ?? assert.fail(), draw);
    assert.equal(await current(database), null);
    for (const { block } of rows)
      await assert.rejects(
        beginBlock(database.manager, () => block),
        /order_number_block_block_key/,
      );
    const next = await beginBlock(database.manager, () => 6);
    assert.notEqual(newOrderNumber(next, draw), issued);
  });
});
