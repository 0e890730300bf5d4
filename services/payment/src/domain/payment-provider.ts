/**
 * The port to a payment provider; adapters are in providers/. A charge is named by order and attempt. That name is both our
 * reference at the provider and the idempotency key, so that repeating a request never charges twice.
 *
 * Every method returns only what the provider reported. Without a response (time-out, 5xx, broken connection, open circuit
 * breaker) it throws ProviderUnavailable: the outcome is unknown.
 */
import { OrderId, type RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';

export interface ChargeRequest {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly amount: Money;
  /** The provider's reference to a card. Never logged. */
  readonly token: string;
}

/** The state of a charge; `reference` is the provider's id for it. */
export type ChargeResult =
  /** `taken`: the amount the provider reports as captured, which may differ from the one requested. */
  | { readonly type: 'captured'; readonly reference: string; readonly taken: Money }
  | { readonly type: 'failed'; readonly code: string; readonly reference?: string }
  | { readonly type: 'action-required'; readonly reference: string; readonly url: string }
  | { readonly type: 'pending'; readonly reference: string }
  | { readonly type: 'voided'; readonly reference: string };

/** Known facts that narrow the search for a charge at the provider. */
export interface ChargeTrace {
  /** The provider's id for it, once known. */
  readonly reference?: string | null;
  /** Seconds since it may last have been sent; null if never. */
  readonly sinceSent: number | null;
}

/** One of our charges in the provider's list. */
export interface ListedCharge {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly answer: ChargeResult;
}

export interface ChargePage {
  readonly charges: readonly ListedCharge[];
  /** Cursor of the next page; absent on the last one. */
  readonly next?: string;
}

/** A refund with one of our ids that the provider has completed or accepted. */
export interface MadeRefund {
  readonly refundId: RefundId;
  readonly amount: Money;
}

export interface RefundRequest {
  /** The provider's id for the charge. */
  readonly reference: string;
  readonly refundId: RefundId;
  readonly amount: Money;
  /** It may have been sent before: search for it first. */
  readonly again: boolean;
}

export type RefundResult = { readonly type: 'refunded' } | { readonly type: 'refused'; readonly reason: string };

export interface PaymentProvider {
  readonly name: string;
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /**
   * The charge of an attempt; undefined if the provider has none. Of several, the captured one.
   *
   * @param trace narrows the search at a provider that cannot look up charges by our name
   */
  find(orderId: OrderId, attempt: number, trace?: ChargeTrace): Promise<ChargeResult | undefined>;
  /** A page of the charges created since then. @param after `next` of the previous page */
  list(since: Date, after?: string): Promise<ChargePage>;
  /** Voids a charge that is not captured yet. Returns its current state, which may be captured or failed if it was too late. */
  void(reference: string): Promise<ChargeResult>;
  refund(request: RefundRequest): Promise<RefundResult>;
  /** The refunds of a charge. @param reference the provider's id for the charge */
  refundsOf(reference: string): Promise<readonly MadeRefund[]>;
  close(): Promise<void>;
}

export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

/** Our name for a charge at the provider. */
export const chargeName = (orderId: OrderId, attempt: number): string => `${orderId}:${attempt}`;

/** The order and attempt that a charge name refers to; undefined if it is not one of ours. */
export function attemptNamed(name: string): { readonly orderId: OrderId; readonly attempt: number } | undefined {
  const [order, number, ...more] = name.split(':');
  const orderId = OrderId.safeParse(order);
  if (!orderId.success || !number || more.length > 0 || !/^[1-9]\d{0,5}$/.test(number)) return undefined;
  return { orderId: orderId.data, attempt: Number(number) };
}
