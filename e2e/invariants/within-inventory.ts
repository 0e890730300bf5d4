/** What the inventory service's books must say by themselves: the rules of its own standing watch, of everything there is. */
import { stockInvariants } from '@mambogo/inventory/src/store/stock-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinInventory: readonly SqlInvariant[] = stockInvariants.map(({ name, sql }) => ({
  store: 'inventory',
  name,
  sql: sql(allRows),
}));
