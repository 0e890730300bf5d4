/** A charge as an API response. */
import type { Context } from '../context.ts';
import type { Charge } from '../domain/charge.ts';

export function chargeView({ ledger, publicUrl }: Context, charge: Charge) {
  const { id, reference, amount, currency, status, failureCode, refunded, createdAt } = charge;
  return {
    id,
    reference,
    amount,
    currency,
    status,
    refunded,
    refunds:
      refunded > 0 ? ledger.refundsOf(id).map((refund) => ({ ...refund, createdAt: iso(refund.createdAt) })) : [],
    ...(failureCode ? { failure: { code: failureCode } } : {}),
    ...(status === 'requires_action' ? { action: { url: `${publicUrl}/actions/${id}` } } : {}),
    createdAt: iso(createdAt),
  };
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
