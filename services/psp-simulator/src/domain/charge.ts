/**
 * A charge in the provider's ledger, and its transitions. Pure.
 *
 * pending -> captured (at `settlesAt`) | voided;  requires_action -> captured | failed (the customer's decision) | voided
 * captured, failed and voided are final; a captured charge can be refunded up to its amount.
 */

export type ChargeStatus = 'captured' | 'failed' | 'pending' | 'requires_action' | 'voided';

export interface Charge {
  readonly id: string;
  /** The merchant's own name for it; need not be unique. */
  readonly reference: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly status: ChargeStatus;
  readonly failureCode: string | null;
  /** When a pending charge captures; epoch milliseconds. */
  readonly settlesAt: number | null;
  /** Minor units refunded so far. */
  readonly refunded: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Page the customer returns to after the approval page. */
  readonly returnUrl: string | null;
}

/** Its status does not change any more. */
export const isFinal = ({ status }: Pick<Charge, 'status'>): boolean =>
  status !== 'pending' && status !== 'requires_action';

export const canVoid = (charge: Charge): boolean => !isFinal(charge);

/** Minor units that can still be refunded. */
export const refundable = ({ status, amount, refunded }: Charge): number =>
  status === 'captured' ? amount - refunded : 0;

export type Decision = 'approve' | 'decline';

/** The status of a waiting charge after the customer's decision. */
export const afterDecision = (decision: Decision): Pick<Charge, 'status' | 'failureCode'> =>
  decision === 'approve'
    ? { status: 'captured', failureCode: null }
    : { status: 'failed', failureCode: 'authentication_failed' };
