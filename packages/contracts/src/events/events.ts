/** All events, by CloudEvents type. */
import * as category from './category-events.ts';
import { type EventDefinition, eventType } from './event.ts';
import * as identity from './identity-events.ts';
import * as inventory from './inventory-events.ts';
import * as order from './order-events.ts';
import * as payment from './payment-events.ts';
import * as pricing from './pricing-events.ts';
import * as product from './product-events.ts';

export const events: readonly EventDefinition[] = [
  order.orderPlaced,
  order.orderPaymentRequested,
  order.orderConfirmed,
  order.orderRefundRequested,
  order.orderCancelled,
  order.orderShipped,
  order.orderDelivered,
  inventory.stockReserved,
  inventory.stockRejected,
  inventory.stockReleased,
  inventory.stockCommitted,
  inventory.stockReturned,
  inventory.stockReservationExpired,
  inventory.stockChanged,
  inventory.stockDeliveryExpected,
  payment.paymentCaptured,
  payment.paymentFailed,
  payment.paymentRefunded,
  payment.paymentRefundFailed,
  payment.paymentActionRequired,
  payment.paymentVoided,
  product.productCreated,
  product.productChanged,
  product.productRetired,
  product.productReactivated,
  category.categoryCreated,
  category.categoryChanged,
  category.categoryMerged,
  category.categoryRemoved,
  identity.personErased,
  identity.passwordResetRequested,
  pricing.priceRulesChanged,
];

export const eventsByType: ReadonlyMap<string, EventDefinition> = new Map(events.map((e) => [eventType(e), e]));
