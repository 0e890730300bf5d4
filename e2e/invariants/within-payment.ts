/** What the payment service's books must say by themselves: the rules of its own standing watch, of everything there is. */
import { paymentInvariants } from '@mambogo/payment/src/store/payment-invariants.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import type { SqlInvariant } from './invariant.ts';

export const withinPayment: readonly SqlInvariant[] = paymentInvariants.map(({ name, sql }) => ({
  store: 'payment',
  name,
  sql: sql(allRows),
}));
