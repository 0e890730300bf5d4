/**
 * The port to a payment provider. Adapters lie in providers/. Charges are named by order and attempt: that name is both
 * our reference at the provider and the idempotency key, so asking twice never charges twice.
 *
 * Every method answers only what the provider *said*. No answer (time-out, 5xx, broken connection, open breaker) throws
 * ProviderUnavailable: nothing is known then.
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

/** What has become of a charge; `reference` is the provider's id of it. */
export type ChargeResult =
  /** `taken`: what the provider says it took, which may not be what was asked. */
  | { readonly type: 'captured'; readonly reference: string; readonly taken: Money }
  | { readonly type: 'failed'; readonly code: string; readonly reference?: string }
  | { readonly type: 'action-required'; readonly reference: string; readonly url: string }
  | { readonly type: 'pending'; readonly reference: string }
  | { readonly type: 'voided'; readonly reference: string };

/** What is known here of where at the provider a charge may lie. */
export interface ChargeTrace {
  /** The provider's id of it, once it has named one. */
  readonly reference?: string | null;
  /** Seconds since it may last have been sent; null = never. */
  readonly sinceSent: number | null;
}

/** A charge of ours as it is in the provider's list. */
export interface ListedCharge {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly answer: ChargeResult;
}

export interface ChargePage {
  readonly charges: readonly ListedCharge[];
  /** Where the list goes on; absent: it ends here. */
  readonly next?: string;
}

/** A refund under an id of ours that the provider has carried out or accepted. */
export interface MadeRefund {
  readonly refundId: RefundId;
  readonly amount: Money;
}

export interface RefundRequest {
  /** The provider's id of the charge. */
  readonly reference: string;
  readonly refundId: RefundId;
  readonly amount: Money;
  /** It may have been sent before: look for it first. */
  readonly again: boolean;
}

export type RefundResult = { readonly type: 'refunded' } | { readonly type: 'refused'; readonly reason: string };

export interface PaymentProvider {
  readonly name: string;
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /**
   * The charge of an attempt; undefined when the provider has none. Of several, the one that holds money.
   *
   * @param trace narrows the search where the provider cannot be asked by our name
   */
  find(orderId: OrderId, attempt: number, trace?: ChargeTrace): Promise<ChargeResult | undefined>;
  /** Charges that were made since then, a page of them. @param after `next` of the page before */
  list(since: Date, after?: string): Promise<ChargePage>;
  /** Gives up a charge that holds no money yet; answers what it is now, which may be captured or failed: too late. */
  void(reference: string): Promise<ChargeResult>;
  refund(request: RefundRequest): Promise<RefundResult>;
  /** What went back of a charge. @param reference the provider's id of it */
  refundsOf(reference: string): Promise<readonly MadeRefund[]>;
  close(): Promise<void>;
}

export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

/** Our name for a charge at the provider. */
export const chargeName = (orderId: OrderId, attempt: number): string => `${orderId}:${attempt}`;

/** Whose charge has this name; undefined when it is none of ours. */
export function attemptNamed(name: string): { readonly orderId: OrderId; readonly attempt: number } | undefined {
  const [order, number, ...more] = name.split(':');
  const orderId = OrderId.safeParse(order);
  if (!orderId.success || !number || more.length > 0 || !/^[1-9]\d{0,5}$/.test(number)) return undefined;
  return { orderId: orderId.data, attempt: Number(number) };
}
