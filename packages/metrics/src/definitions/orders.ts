/** Metrics of orders, their saga, and payments. Rejected stock is `mambogo_events_emitted_total{type="stock.rejected..."}`. */
import type { MetricDefinition } from '../metric-definition.ts';

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

export const orderMetrics = {
  mambogo_orders: {
    type: 'gauge',
    unit: 'orders',
    help: 'orders that are not finished, by the time since they were placed, of confirmed ones the newest 5,000; the same on all instances',
    labels: { status: 'PENDING, AWAITING_PAYMENT, CONFIRMED', age: 'under 1m, 1m to 5m, 5m to 30m, over 30m' },
    from: 'order',
  },
  mambogo_orders_stuck: {
    type: 'gauge',
    unit: 'orders',
    help: 'orders that wait too long for a service; the same on all instances',
    labels: {
      reason:
        'stock (no response of inventory for 2 min), payment (none of payment for 2 min), expiry (unpaid and not cancelled 5 min after its time), acknowledgement (outcome not acknowledged for 15 min)',
    },
    from: 'order',
  },
  mambogo_order_confirmation_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'from placed to confirmed, for orders that did not wait for their shopper (another card, a challenge)',
    labels: {},
    buckets: seconds,
    from: 'order',
  },
  mambogo_saga_step_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: "time from an order's previous event to this one, where it did not wait for its shopper",
    labels: { step: 'type of the event in the log of orders' },
    buckets: seconds,
    from: 'order',
  },
  mambogo_payment_attempts_total: {
    type: 'counter',
    unit: 'attempts',
    help: 'attempts to charge a card, by their result',
    labels: { outcome: 'captured, action_required, or the code of the failure' },
    from: 'payment',
  },
  mambogo_payment_provider_breaker_state: {
    type: 'gauge',
    unit: '0 or 1',
    help: "1 for the current state of the circuit breaker of the payment provider's API",
    labels: { state: 'closed, half-open, open' },
    from: 'payment',
  },
} as const satisfies Record<string, MetricDefinition>;
