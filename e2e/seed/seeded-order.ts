/**
 * The rows of an order in the order service, from its first event to its last, decided and chained by the service's own code.
 * Pure, except for ids and encryption.
 */
import { type CustomerId, newId, type OrderId, type PaymentId } from '@mambogo/contracts/ids.ts';
import { decide } from '@mambogo/order/src/domain/decide.ts';
import { evolve } from '@mambogo/order/src/domain/evolve.ts';
import type { OrderCommand } from '@mambogo/order/src/domain/order-command.ts';
import type { OrderState } from '@mambogo/order/src/domain/order-state.ts';
import type { OrderEventRow } from '@mambogo/order/src/store/entities.ts';
import { chain } from '@mambogo/order/src/store/event-chain.ts';
import { failureOf } from '@mambogo/payment/src/domain/failure.ts';
import type { SeededPurchase } from './seeded-purchase.ts';

export interface OrderToSeed {
  readonly orderId: OrderId;
  readonly number: string;
  readonly customerId: CustomerId;
  readonly purchase: SeededPurchase;
  readonly paymentId: PaymentId;
  /** The provider's id of the charge. */
  readonly reference: string;
  readonly customerName: string;
  /** Encrypted address. */
  readonly personal: Buffer;
}

const seedMerchant = 'merchant:0190a000-0000-7000-8000-0000000005ed';
const hour = 3_600_000;
const paymentWindowMs = hour;

export interface OrderLog {
  readonly state: OrderState;
  readonly events: readonly OrderEventRow[];
}

export function seededOrder(order: OrderToSeed): OrderLog {
  const { orderId, purchase, personal } = order;
  let state: OrderState | undefined;
  const events: OrderEventRow[] = [];
  for (const [command, afterMs, actor] of commandsOf(order)) {
    const decided = decide(state, command);
    const at = new Date(purchase.placedAt.getTime() + afterMs);
    const head = { orderId, version: events.length, lastHash: events.at(-1)?.hash ?? '' };
    const metadata = { actor, correlationId: orderId };
    events.push(...chain(head, decided, at, metadata, state ? undefined : personal));
    state = decided.reduce<OrderState | undefined>(evolve, state);
  }
  if (!state) throw new Error('the order has no events');
  return { state, events };
}

type Step = readonly [command: OrderCommand, afterMs: number, actor: string];

function commandsOf({ number, customerId, purchase, paymentId, reference }: OrderToSeed): Step[] {
  const { placedAt, lines, total, outcome } = purchase;
  const stock = lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const until = new Date(placedAt.getTime() + paymentWindowMs).toISOString();
  const shopper = `customer:${customerId}`;
  const started: Step[] = [
    [
      {
        type: 'place',
        data: { number, customerId, cartVersion: newId(), lines, total, paymentMethod: 'card', payBefore: until },
        token: 'tok_ok',
      },
      0,
      shopper,
    ],
    [{ type: 'stock-reserved', data: { lines: stock, expiresAt: until } }, 200, 'service:inventory'],
  ];
  if (outcome === 'cancelled')
    return [
      ...started,
      [{ type: 'payment-failed', data: { attempt: 1, ...failureOf('card_declined') } }, 500, 'service:payment'],
      [{ type: 'cancel', by: 'customer' }, 60_000, shopper],
      [{ type: 'stock-released', data: { lines: stock } }, 60_200, 'service:inventory'],
      [{ type: 'payment-voided', data: {} }, 60_300, 'service:payment'],
    ];
  const captured = { attempt: 1, paymentId, amount: total, reference };
  const paid: Step[] = [
    ...started,
    [{ type: 'payment-captured', data: captured }, 500, 'service:payment'],
    [{ type: 'stock-committed', data: { lines: stock } }, 700, 'service:inventory'],
  ];
  if (outcome === 'confirmed') return paid;
  const shipment = { carrier: 'DHL', trackingNumber: `JD${reference.slice(3, 15).toUpperCase()}` };
  const shipped: Step[] = [...paid, [{ type: 'ship', shipment }, 20 * hour, seedMerchant]];
  return outcome === 'shipped' ? shipped : [...shipped, [{ type: 'deliver' }, 60 * hour, seedMerchant]];
}
