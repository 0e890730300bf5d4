/** The services' own invariants: the rules of their monitors, applied to all rows. */
import { stockInvariants } from '@mambogo/inventory/src/store/stock-invariants.ts';
import { orderInvariants } from '@mambogo/order/src/store/order-invariants.ts';
import { paymentInvariants } from '@mambogo/payment/src/store/payment-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

const own = { order: orderInvariants, payment: paymentInvariants, inventory: stockInvariants };
const storeNames = ['order', 'payment', 'inventory'] as const;

export const withinServices: readonly SqlInvariant[] = storeNames.flatMap((store) =>
  own[store].map(({ name, sql }) => ({ store, name, sql: sql(allRows) })),
);
