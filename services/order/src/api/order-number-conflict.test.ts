import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf } from '../../testing/test-service.ts';

describe('a number that is taken', { skip }, () => {
  const the = placedOrder();
  /** Places an order that draws these numbers first. */
  const place = async (...numbers: string[]) => {
    const { service, place: placeAgain } = the();
    service.peers.cart = cartOf(randomUUID());
    service.peers.numbers = numbers;
    return placeAgain(service.peers.cart.total);
  };

  it('is refused, and another is drawn', async () => {
    const { number } = the().order;
    assert.equal((await place(number, number, 'M00000001')).number, 'M00000001');
  });

  it('and the third is of another block: the first fills up', async () => {
    const blocks = async () => (await the().store.database.query<unknown[]>('select from order_number_block')).length;
    const before = await blocks();
    const { number } = the().order;
    await place(number, 'M00000002');
    assert.equal(await blocks(), before);
    await place(number, number, 'M00000003');
    assert.equal(await blocks(), before + 1);
  });

  it('seven times in a row is an error, which leaves nothing behind', async () => {
    const { number } = the().order;
    await assert.rejects(place(...Array<string>(7).fill(number)));
    assert.match((await place()).number, /^M[0-9A-HJKMNP-TV-Z]{8}$/);
  });
});
