/** The payment service's own invariants: the rules of its monitor, applied to all rows. */
import { paymentInvariants } from '@mambogo/payment/src/store/payment-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinPayment: readonly SqlInvariant[] = paymentInvariants.map(({ name, sql }) => ({
  store: 'payment',
  name,
  sql: sql(allRows),
}));
