/** Do orders flow, and where is one stuck? */
import { type Dashboard, panel } from './dashboard.ts';

const emitted = (type: string) => `sum(rate(mambogo_events_emitted_total{type=~"${type}"}[5m])) by (type) * 60`;

export const ordersDashboard: Dashboard = {
  name: 'orders',
  title: 'Mambogo: orders',
  panels: [
    panel(
      'Orders per minute',
      'short',
      'placed and confirmed run together; a gap between them is stock, payment or a stuck saga',
      emitted('order.placed|order.confirmed|order.cancelled'),
      '{{type}}',
    ),
    panel(
      'Placed to confirmed, p50',
      's',
      'orders that did not wait for their shopper; the objective is 60 s',
      'histogram_quantile(0.5, sum by (le) (rate(mambogo_order_confirmation_seconds_bucket[5m])))',
      'p50',
    ),
    panel(
      'Placed to confirmed, p99',
      's',
      'the slowest one in a hundred',
      'histogram_quantile(0.99, sum by (le) (rate(mambogo_order_confirmation_seconds_bucket[5m])))',
      'p99',
    ),
    panel(
      'Time of each step, p95',
      's',
      'the step that grew is the service to look at',
      'histogram_quantile(0.95, sum by (le, step) (rate(mambogo_saga_step_seconds_bucket[5m])))',
      '{{step}}',
    ),
    panel(
      'Stuck orders',
      'short',
      'anything above 0 is an alert; the reason names the service',
      'max by (storefront, reason) (mambogo_orders_stuck)',
      '{{storefront}} {{reason}}',
    ),
    panel(
      'Unfinished orders',
      'short',
      'PENDING and AWAITING_PAYMENT over 5 minutes should be few',
      'max by (storefront, status, age) (mambogo_orders)',
      '{{storefront}} {{status}} {{age}}',
    ),
    panel(
      'Payment attempts per minute',
      'short',
      'a rise of one failure code is a card network or the provider',
      'sum by (outcome) (rate(mambogo_payment_attempts_total[5m])) * 60',
      '{{outcome}}',
    ),
    panel(
      'Stock per minute',
      'short',
      'rejections are goods that are sold out while the catalogue still offers them',
      emitted('stock.reserved|stock.rejected|stock.released|stock.committed'),
      '{{type}}',
    ),
    panel(
      'Burn of the confirmation budget',
      'short',
      '1 spends the budget of a month in a month; 14.4 pages',
      'mambogo:order_confirmation:bad_ratio_rate1h / 0.001',
      '{{storefront}}',
    ),
  ],
};
