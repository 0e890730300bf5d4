/**
 * A charge in the provider's ledger, and what may be done with it. Pure.
 *
 * pending -> captured (its time came) | voided;  requires_action -> captured | failed (the shopper's answer) | voided
 * captured and failed and voided are final; of a captured charge, money may go back up to what was captured.
 */

export type ChargeStatus = 'captured' | 'failed' | 'pending' | 'requires_action' | 'voided';

export interface Charge {
  readonly id: string;
  /** The merchant's own name for it; the provider does not care whether it is unique. */
  readonly reference: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly status: ChargeStatus;
  readonly failureCode: string | null;
  /** When a pending charge captures; epoch milliseconds. */
  readonly settlesAt: number | null;
  /** Minor units given back so far. */
  readonly refunded: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Where the shopper goes on after answering a question about it. */
  readonly returnUrl: string | null;
}

/** Nothing more becomes of it by itself. */
export const isFinal = ({ status }: Pick<Charge, 'status'>): boolean =>
  status !== 'pending' && status !== 'requires_action';

export const canVoid = (charge: Charge): boolean => !isFinal(charge);

/** What can still go back; minor units. */
export const refundable = ({ status, amount, refunded }: Charge): number =>
  status === 'captured' ? amount - refunded : 0;

export type Decision = 'approve' | 'decline';

/** What the shopper's answer makes of a charge that waits for it. */
export const afterDecision = (decision: Decision): Pick<Charge, 'status' | 'failureCode'> =>
  decision === 'approve'
    ? { status: 'captured', failureCode: null }
    : { status: 'failed', failureCode: 'authentication_failed' };
