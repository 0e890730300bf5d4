/** The order service's own invariants: the rules of its monitor, applied to all rows. */
import { orderInvariants } from '@mambogo/order/src/store/order-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinOrder: readonly SqlInvariant[] = orderInvariants.map(({ name, sql }) => ({
  store: 'order',
  name,
  sql: sql(allRows),
}));
