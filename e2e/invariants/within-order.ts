/** What the order service's books must say by themselves: the rules of its own standing watch, of everything there is. */
import { orderInvariants } from '@mambogo/order/src/store/order-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinOrder: readonly SqlInvariant[] = orderInvariants.map(({ name, sql }) => ({
  store: 'order',
  name,
  sql: sql(allRows),
}));
