/** The inventory service's own invariants: the rules of its monitor, applied to all rows. */
import { stockInvariants } from '@mambogo/inventory/src/store/stock-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinInventory: readonly SqlInvariant[] = stockInvariants.map(({ name, sql }) => ({
  store: 'inventory',
  name,
  sql: sql(allRows),
}));
