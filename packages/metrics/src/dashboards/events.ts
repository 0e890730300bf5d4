/** Are events published and handled? */
import { type Dashboard, panel } from './dashboard.ts';

export const eventsDashboard: Dashboard = {
  name: 'events',
  title: 'Mambogo: events',
  panels: [
    panel(
      'Oldest unpublished event',
      's',
      'a line that climbs is a broker or sidecar that does not take events',
      'max by (storefront, service) (mambogo_outbox_oldest_seconds)',
      '{{storefront}} {{service}}',
    ),
    panel(
      'Unpublished events',
      'short',
      'the backlog of each outbox',
      'max by (storefront, service) (mambogo_outbox_rows)',
      '{{storefront}} {{service}}',
    ),
    panel(
      'Published per second',
      'short',
      'failed ones are retried',
      'sum by (service, outcome) (rate(mambogo_outbox_published_total[5m]))',
      '{{service}} {{outcome}}',
    ),
    panel(
      'Handled late, p99',
      's',
      'from the emission of an event to its handling',
      'histogram_quantile(0.99, sum by (service, topic, le) (rate(mambogo_inbox_delay_seconds_bucket[5m])))',
      '{{service}} {{topic}}',
    ),
    panel(
      'Deliveries per second',
      'short',
      'duplicates follow a restart; failed ones become dead letters',
      'sum by (service, outcome) (rate(mambogo_inbox_events_total[5m]))',
      '{{service}} {{outcome}}',
    ),
    panel(
      'Dead letters',
      'short',
      'poison waits for a person, transient is retried',
      'max by (storefront, service, kind) (mambogo_dead_letters)',
      '{{storefront}} {{service}} {{kind}}',
    ),
    panel(
      'Consumer lag',
      'short',
      'events on the broker that a consumer has not acknowledged (on one machine)',
      'max by (consumer, topic) (mambogo_consumer_lag)',
      '{{consumer}} {{topic}}',
    ),
    panel(
      'Repeated writes per minute',
      'short',
      'replayed: a client sent a request again and got the stored response',
      'sum by (route, outcome) (rate(mambogo_idempotency_requests_total[5m])) * 60',
      '{{route}} {{outcome}}',
    ),
  ],
};
