/**
 * The payment service's two queues as stored, and the workers' runs. A run is claimed, then makes one provider call at a time,
 * then is committed: between any two of these anything else may happen, including a crash.
 */
import { noJitter } from '@mambogo/contracts/backoff.ts';
import type { OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import type { ChargeResult, RefundResult } from '../../services/payment/src/domain/payment-provider.ts';
import type {
  AttemptTask,
  ProviderCall,
  SettlementProtocol,
} from '../../services/payment/src/worker/settlement-protocol.ts';

/** A row of the attempt queue; times in seconds of the payment service's clock. */
export interface AttemptRow {
  readonly orderId: OrderId;
  readonly attempt: number;
  nextAt: number | undefined;
  tries: number;
  firstSentAt: number | undefined;
  sentAt: number | undefined;
}

export interface AttemptRun {
  readonly row: AttemptRow;
  readonly task: AttemptTask;
  readonly lease: number;
  readonly settling: SettlementProtocol;
  /** The call to make next; undefined: everything is known, or nothing could be learned. */
  call: ProviderCall | undefined;
  answer: ChargeResult | { readonly type: 'not-found' } | undefined;
  /** Its instance pauses for a while. */
  frozen: boolean;
}

export interface RefundRow {
  readonly orderId: OrderId;
  readonly refundId: RefundId;
  nextAt: number | undefined;
  tries: number;
}

export interface RefundRun {
  readonly row: RefundRow;
  readonly reference: string;
  readonly amount: number;
  readonly isRetry: boolean;
  readonly lease: number;
  sent: boolean;
  answer: RefundResult | undefined;
}

export const leaseSeconds = 30;
export const settlementWindows = { resendWithin: 12 * 3_600, absentAfter: 120, recheckUntil: 24 * 3_600 } as const;
/** Longer waits than the service's, so that a simulation settles quickly: the order of events is the same. */
export const retryPolicy = { retry: 5, poll: 600, windows: settlementWindows, random: noJitter } as const;
