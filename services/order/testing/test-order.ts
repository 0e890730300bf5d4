/** Test data: an order of two mugs and a pot, and commands to it. */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import { CustomerId, PaymentId, ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import { decide } from '../src/domain/decide.ts';
import { evolve, fold } from '../src/domain/evolve.ts';
import type { OrderCommand } from '../src/domain/order-command.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import type { OrderState } from '../src/domain/order-state.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const mugs: OrderLine = {
  productId: ProductId.parse('0190a000-0000-7000-8000-000000000001'),
  sku: 'MUG-1',
  name: 'Blue mug',
  unitPrice: usd(1_250),
  quantity: 2,
  lineTotal: usd(2_500),
};
export const pot: OrderLine = {
  productId: ProductId.parse('0190a000-0000-7000-8000-000000000002'),
  sku: 'POT-1',
  name: 'Tea pot',
  unitPrice: usd(3_000),
  quantity: 1,
  lineTotal: usd(3_000),
};

export const place: Extract<OrderCommand, { type: 'place' }> = {
  type: 'place',
  data: {
    number: 'M7K3QW9XB',
    customerId: CustomerId.parse('0190a000-0000-7000-8000-0000000000aa'),
    cartVersion: 'v1',
    lines: [mugs, pot],
    total: usd(5_500),
    paymentMethod: 'card',
    payBefore: '2026-01-01T00:30:00.000Z',
  },
  token: 'tok_ok',
};

const stock = [mugs, pot].map(({ productId, quantity }) => ({ productId, quantity }));
export const reserved: OrderCommand = {
  type: 'stock-reserved',
  data: { lines: stock, expiresAt: '2026-01-01T00:05:00.000Z' },
};
export const rejected: OrderCommand = {
  type: 'stock-rejected',
  data: {
    shortages: [
      { productId: mugs.productId, requested: 2, available: 1 },
      { productId: pot.productId, requested: 1, available: 0 },
    ],
  },
};
export const released: OrderCommand = { type: 'stock-released', data: { lines: stock } };
export const committed: OrderCommand = { type: 'stock-committed', data: { lines: stock } };
const capturedId = PaymentId.parse('0190a000-0000-7000-8000-0000000000bb');
export const captured: OrderCommand = {
  type: 'payment-captured',
  data: {
    attempt: 1,
    paymentId: capturedId,
    amount: usd(5_500),
    reference: 'ref-1',
  },
};
export const failed = (retryable: boolean, attempt = 1): OrderCommand => ({
  type: 'payment-failed',
  data: { attempt, code: 'declined', reason: 'the card was declined', retryable, suggestion: 'Use another card.' },
});

export const voided: OrderCommand = { type: 'payment-voided', data: {} };
export const actionRequired = (attempt?: number): OrderCommand => ({
  type: 'payment-action-required',
  data: { attempt, url: 'https://bank.example/1' },
});
export const expired: OrderCommand = { type: 'reservation-expired', data: { lines: stock } };
export const closeWindow: OrderCommand = { type: 'close-payment-window' };
export const remind: OrderCommand = { type: 'remind' };

export const pay: OrderCommand = { type: 'pay', token: 'tok_other' };
export const cancel: OrderCommand = { type: 'cancel', by: 'customer' };
export const cancelByMerchant: OrderCommand = { type: 'cancel', by: 'merchant' };
export const ship: OrderCommand = { type: 'ship', shipment: { carrier: 'Omniva', trackingNumber: 'CE1' } };
export const deliver: OrderCommand = { type: 'deliver' };

/** The ids of two refunds. */
export const refundIds = [
  RefundId.parse('0190a000-0000-7000-8000-0000000000c1'),
  RefundId.parse('0190a000-0000-7000-8000-0000000000c2'),
] as const;
export const refund = (amount?: number, refundId: RefundId = refundIds[0]): OrderCommand => ({
  type: 'refund',
  refundId,
  amount: amount === undefined ? undefined : usd(amount),
});
/** A refund of this many mugs, restocked or not. */
export const refundMugs = (
  quantity: number,
  restock: boolean,
  { amount, refundId = refundIds[0] }: { readonly amount?: number; readonly refundId?: RefundId } = {},
): OrderCommand => ({
  type: 'refund',
  refundId,
  goods: [{ productId: mugs.productId, quantity, restock }],
  ...(amount === undefined ? {} : { amount: usd(amount) }),
});
export const returned = (refundId: RefundId = refundIds[0]): OrderCommand => ({
  type: 'stock-returned',
  data: { refundId, lines: stock },
});
export const refunded = (amount: number, refundId: RefundId = refundIds[0]): OrderCommand => ({
  type: 'payment-refunded',
  data: { refundId, amount: usd(amount), reason: 'requested' },
});
/** A refund of the payment in `captured`, or of the given payment. */
export const refundedOf = (amount: number, paymentId: PaymentId = capturedId): OrderCommand => ({
  type: 'payment-refunded',
  data: { refundId: refundIds[0], paymentId, amount: usd(amount), reason: 'requested' },
});
export const refundFailed = (amount: number, refundId: RefundId = refundIds[0]): OrderCommand => ({
  type: 'payment-refund-failed',
  data: { refundId, amount: usd(amount), reason: 'the card is closed' },
});

/** The log after these commands. */
export function logOf(...commands: readonly OrderCommand[]): OrderEvent[] {
  const log: OrderEvent[] = [];
  let state: OrderState | undefined;
  for (const command of commands)
    for (const event of decide(state, command)) {
      log.push(event);
      state = evolve(state, event);
    }
  return log;
}

/** The order after these commands, the first of which places it. */
export function orderAfter(...commands: readonly OrderCommand[]): OrderState {
  const state = fold(logOf(...commands));
  if (!state) throw new Error('no order was placed');
  return state;
}
