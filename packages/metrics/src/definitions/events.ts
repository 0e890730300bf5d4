/** Metrics of events: outbox, inbox, dead letters. */
import { type MetricDefinition, messagingServices } from '../metric-definition.ts';

const from = messagingServices;
const topic = 'the topic';

export const eventMetrics = {
  mambogo_events_emitted_total: {
    type: 'counter',
    unit: 'events',
    help: 'events in committed transactions: placed, confirmed and cancelled orders, rejected stock, captured and failed payments, ...',
    labels: { type: 'type of the event in the contracts' },
    from,
  },
  mambogo_outbox_rows: {
    type: 'gauge',
    unit: 'rows',
    help: 'events that wait to be published; the same on all instances of a service',
    labels: {},
    from,
  },
  mambogo_outbox_oldest_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'how long the oldest of them has waited; 0: none waits',
    labels: {},
    from,
  },
  mambogo_outbox_published_total: {
    type: 'counter',
    unit: 'events',
    help: 'events that were published, failed to be and are retried, or were parked because they are too large',
    labels: { topic, outcome: 'published, failed, parked' },
    from,
  },
  mambogo_inbox_events_total: {
    type: 'counter',
    unit: 'events',
    help: 'events that were delivered',
    labels: { topic, outcome: 'handled, duplicate, ignored (no handler for the type), failed' },
    from,
  },
  mambogo_inbox_delay_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'from the emission of an event to the start of its handling: how far the consumer lags behind',
    labels: { topic },
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 60, 300, 1_800],
    from,
  },
  mambogo_consumer_lag: {
    type: 'gauge',
    unit: 'events',
    help: 'events of a topic that a consumer has not acknowledged',
    labels: { consumer: 'consumer group: the app id', topic },
    from: 'the runner of `npm start -- --observe`',
  },
  mambogo_dead_letters: {
    type: 'gauge',
    unit: 'dead letters',
    help: 'dead letters that wait; the same on all instances of a service',
    labels: { kind: 'poison (waits for a person), transient (is retried)' },
    from,
  },
  mambogo_dead_letters_stored_total: {
    type: 'counter',
    unit: 'dead letters',
    help: 'events stored as dead letters',
    labels: {},
    from,
  },
  mambogo_schemas_unregistered: {
    type: 'gauge',
    unit: 'schemas',
    help: 'schemas of published events that the schema registry does not have: it is unavailable, or rejected them; absent without a registry',
    labels: {},
    from,
  },
  mambogo_dead_letter_replays_total: {
    type: 'counter',
    unit: 'replays',
    help: 'dead letters handled again, by the service itself or a merchant',
    labels: { outcome: 'settled, failed' },
    from,
  },
} as const satisfies Record<string, MetricDefinition>;
