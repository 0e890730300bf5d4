/**
 * All rules of the real services that a simulation runs on, and a few guarantees of stores and workers around them: as one
 * value, so that a deliberate fault is this value with one mistake (mutants.ts).
 */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import { addItem, removeItem, setItem } from '../../services/cart/src/domain/cart.ts';
import { removePurchased } from '../../services/cart/src/domain/remove-purchased.ts';
import * as stockHandlers from '../../services/inventory/src/domain/event-handlers.ts';
import * as stockFacts from '../../services/inventory/src/domain/integration-events.ts';
import { decide as decideStock } from '../../services/inventory/src/domain/reservation.ts';
import { decide as decideOrder } from '../../services/order/src/domain/decide.ts';
import * as orderHandlers from '../../services/order/src/domain/event-handlers.ts';
import { evolve as evolveOrder } from '../../services/order/src/domain/evolve.ts';
import { integrationEventsFor as orderFacts } from '../../services/order/src/domain/integration-events.ts';
import { decide as decidePayment } from '../../services/payment/src/domain/decide.ts';
import * as paymentHandlers from '../../services/payment/src/domain/event-handlers.ts';
import { integrationEventsFor as paymentFacts } from '../../services/payment/src/domain/integration-events.ts';
import { evolve as evolvePayment } from '../../services/payment/src/domain/payment.ts';
import type { AttemptResult } from '../../services/payment/src/domain/payment-command.ts';
import { nextRetry } from '../../services/payment/src/worker/next-retry.ts';
import { settlementProtocol } from '../../services/payment/src/worker/settlement-protocol.ts';

export const rules = {
  order: { decide: decideOrder, evolve: evolveOrder, factsOf: orderFacts, commandOf: orderHandlers.commandForEvent },
  stock: { decide: decideStock, factOf: stockFacts.integrationEventFor, commandOf: stockHandlers.commandForEvent },
  payment: {
    decide: decidePayment,
    evolve: evolvePayment,
    factsOf: paymentFacts,
    commandOf: paymentHandlers.commandForEvent,
    settling: settlementProtocol,
    nextTurn: nextRetry,
  },
  cart: { takeBought: removePurchased, addItem, setItem, removeItem },
  /** Events stay in the outbox from the commit until they are published; without it, a crash between the two loses them. */
  outbox: true,
  /** A worker sends no charge and no refund once its lease has expired. */
  keepsLease: true,
  /** The outcome of an ended order is republished until it is acknowledged. */
  republishes: true,
  /** The idempotency key of a charge: its name, however often it is sent. */
  chargeKey: (name: string, _tries: number): string => name,
  /** The provider's name for a refund: the same however often it is sent. */
  refundKey: (refundId: string, _tries: number): string => refundId,
  /** A refund that may have been sent before is searched for first: the provider forgets keys. */
  looksForRefund: true,
  /** A callback that arrives while a worker has the attempt makes it due, whatever the result of the run. */
  keepsCallback: true,
  /** The result of a call without a response: unknown. */
  noAnswer: undefined as AttemptResult | undefined,
  /** Charges within the transaction that handles the event, which is forbidden. */
  chargesInHandler: false,
};

export type Rules = typeof rules;

/** An event in flight, as the broker has it. */
export interface Message {
  readonly id: number;
  readonly integrationEvent: DomainEvent;
}
