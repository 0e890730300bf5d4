/** The purpose of a task: what the oracle needs to know of it besides the events it handles. */
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { OrderAction } from '@mambogo/order/src/domain/order-command.ts';
import type { ChargeResult, RefundResult } from '@mambogo/payment/src/domain/payment-provider.ts';

export type WantedAction =
  | Exclude<OrderAction, { type: 'refund' }>
  | { readonly type: 'refund'; readonly amount?: Money; readonly goods?: readonly RefundedGoods[] };

export type Intent =
  /** Events by their ids, in the order in which they are delivered. */
  | { readonly type: 'deliver'; readonly events: readonly string[] }
  | { readonly type: 'place'; readonly token: string }
  | { readonly type: 'order-action'; readonly orderId: OrderId; readonly action: WantedAction }
  | {
      readonly type: 'worker';
      readonly name: string;
      /** The provider's responses in this run, by the charge's name or the refund's id. */
      readonly charges: Map<string, ChargeResult | undefined>;
      readonly refunds: Map<string, RefundResult>;
    }
  | { readonly type: 'callback' };

export const workerIntent = (name: string): Intent => ({
  type: 'worker',
  name,
  charges: new Map(),
  refunds: new Map(),
});
