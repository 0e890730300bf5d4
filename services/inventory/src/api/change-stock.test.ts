import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startStockService } from '../../testing/start-stock-service.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

test('merchant stock changes', { skip }, async (t) => {
  const { product, send, stock, problem } = await startStockService(t);

  await t.test('a receipt is idempotent per key', async () => {
    const id = await product();
    const body = { quantity: 10, reference: 'DN-1' };
    const answers = await Promise.all([1, 2, 3].map(() => stock(send(id, 'receive', body, 'k'))));
    assert.deepEqual(
      answers.map(({ received, version }) => [received, version]),
      [1, 2, 3].map(() => [10, 1]),
    );
  });

  await t.test('a correction is idempotent per key', async () => {
    const id = await product();
    await send(id, 'receive', { quantity: 10, reference: 'DN-1' });
    const correct = () => stock(send(id, 'adjust', { delta: -2, reason: 'broken' }, 'k'));
    assert.deepEqual(await correct(), await correct());
    assert.equal((await stock(send(id, 'adjust', { delta: -2, reason: 'broken' }, 'other'))).onHand, 6);
  });

  await t.test('rejects a key reused for another request or product', async () => {
    const [one, other] = [await product(), await product()];
    const receive = (id: typeof one, quantity: number) => send(id, 'receive', { quantity, reference: 'DN-2' }, 'two');
    await receive(one, 1);
    for (const again of [receive(one, 2), receive(other, 1)]) {
      const { status, type } = await problem(again);
      assert.deepEqual([status, type.split('/').at(-1)], [422, 'idempotency-key-reused']);
    }
  });

  await t.test('rejects a duplicate reference unless it is confirmed', async () => {
    const [id, other] = [await product(), await product()];
    const receive = (reference: string, more: object = {}, of = id) =>
      send(of, 'receive', { quantity: 4, reference, ...more });
    await receive('DN-7');
    for (const again of ['DN-7', ' dn-7 ']) {
      const refused = await problem(receive(again));
      assert.deepEqual([refused.status, refused.type.split('/').at(-1)], [409, 'duplicate-reference']);
      assert.match(refused.detail ?? '', /4 items were already received .* send confirmDuplicate: true/);
    }
    assert.equal((await stock(receive('DN-7', { confirmDuplicate: true }))).received, 8);
    assert.equal((await stock(receive('DN-8'))).received, 12);
    assert.equal((await stock(receive('DN-7', {}, other))).received, 4);
  });

  await t.test('rejects one of two concurrent receipts with the same reference', async () => {
    const id = await product();
    const both = await Promise.all([1, 2].map(() => send(id, 'receive', { quantity: 4, reference: 'DN-9' })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  });
});
