import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OrderStatus, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { columnFaults } from '@mambogo/testing/column-sizes.ts';
import { indexedMessageColumns } from '@mambogo/testing/messaging/message-columns.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';
import { skuTerm } from './search-terms.ts';

test('the longest text of each schema fits its index', async (t) => {
  const { database, drop } = await createTestDatabase('postgres', schema);
  t.after(drop);
  assert.deepEqual(
    await columnFaults(database, {
      ...indexedMessageColumns,
      // The server's start time and two object ids: numbers of at most 20 characters each.
      'order_number_block.incarnation': 100,
      'order_event.actor': 'merchant:'.length + 100,
      'order_summary.number': 'M'.length + 15,
      'order_summary.status': OrderStatus,
      'order_summary.cart_version': placeOrder.body.shape.cartVersion,
      // The digest of a word of a name is shorter.
      'order_search_term.term': skuTerm('').length + limits.sku.max,
      'idempotency_key.route': Math.max(...routes.map(({ id }) => id.length)),
      'idempotency_key.key': limits.idempotencyKeyLength,
    }),
    [],
  );
});
