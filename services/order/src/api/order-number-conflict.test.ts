import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { placedOrder } from '../../testing/placed-order.ts';
import { skip } from '../../testing/test-database.ts';
import { cartOf } from '../../testing/test-service.ts';

describe('an order number that is taken', { skip }, () => {
  const placed = placedOrder();
  /** Places an order for which these numbers are drawn first. */
  const place = async (...numbers: string[]) => {
    const { service, place: placeAgain } = placed();
    service.peers.cart = cartOf(randomUUID());
    service.peers.numbers = numbers;
    return placeAgain(service.peers.cart.total);
  };

  it('is rejected and another one is drawn', async () => {
    const { number } = placed().order;
    assert.equal((await place(number, number, 'M00000001')).number, 'M00000001');
  });

  it('starts a new block after two conflicts in a row', async () => {
    const blocks = async () =>
      (await placed().store.database.query<unknown[]>('select from order_number_block')).length;
    const before = await blocks();
    const { number } = placed().order;
    await place(number, 'M00000002');
    assert.equal(await blocks(), before);
    await place(number, number, 'M00000003');
    assert.equal(await blocks(), before + 1);
  });

  it('fails after seven conflicts in a row, without side effects', async () => {
    const { number } = placed().order;
    await assert.rejects(place(...Array<string>(7).fill(number)));
    assert.match((await place()).number, /^M[0-9A-HJKMNP-TV-Z]{8}$/);
  });
});
