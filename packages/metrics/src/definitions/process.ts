/** Metrics of a process, its store and its sidecar. The names that begin with `process_` are those of all Prometheus clients. */
import { allServices, type MetricDefinition } from '../metric-definition.ts';

const everywhere = `${allServices}, operator`;

export const processMetrics = {
  process_cpu_seconds_total: {
    type: 'counter',
    unit: 'seconds',
    help: 'CPU time, user and system',
    labels: {},
    from: everywhere,
  },
  process_resident_memory_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'resident memory',
    labels: {},
    from: everywhere,
  },
  process_start_time_seconds: {
    type: 'gauge',
    unit: 'seconds since 1970',
    help: 'when the process started',
    labels: {},
    from: everywhere,
  },
  nodejs_heap_size_used_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'used heap of JavaScript objects',
    labels: {},
    from: everywhere,
  },
  mambogo_event_loop_lag_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'delay of the event loop since the last scrape',
    labels: { quantile: '0.5, 0.99, 1' },
    from: everywhere,
  },
  mambogo_metric_read_failures_total: {
    type: 'counter',
    unit: 'failures',
    help: 'metrics that could not be read when they were scraped, such as those from a store that is down',
    labels: { metric: 'name of the metric' },
    from: everywhere,
  },
  mambogo_store_up: {
    type: 'gauge',
    unit: '0 or 1',
    help: "1: the service's store responds; 0: it is down",
    labels: {},
    from: 'services with a store',
  },
  mambogo_database_connections: {
    type: 'gauge',
    unit: 'connections',
    help: 'connections of the pool',
    labels: { state: 'used, idle' },
    from: 'services with a SQL database',
  },
  mambogo_database_waiting: {
    type: 'gauge',
    unit: 'statements',
    help: 'transactions and statements that wait for a connection of the pool',
    labels: {},
    from: 'services with a SQL database',
  },
  mambogo_sidecar_up: {
    type: 'gauge',
    unit: '0 or 1',
    help: '1: the sidecar can make outbound calls',
    labels: {},
    from: allServices,
  },
  mambogo_sidecar_calls: {
    type: 'gauge',
    unit: 'calls',
    help: "calls through the sidecar, by the service they are for; `sidecar` are the sidecar's own APIs",
    labels: { upstream: 'app id, or sidecar', state: 'running, queued' },
    from: allServices,
  },
  mambogo_security_events_total: {
    type: 'counter',
    unit: 'events',
    help: 'security events, among them the outcomes of log-ins (`login.*`)',
    labels: { code: 'packages/contracts/src/security-event-codes.ts', outcome: 'success, failure, refused' },
    from: allServices,
  },
  mambogo_revocations_heard: {
    type: 'gauge',
    unit: '0 or 1',
    help: '0: revocations are not received, tokens of ended sessions stay valid until they expire',
    labels: {},
    from: allServices,
  },
  mambogo_invariant_violations: {
    type: 'gauge',
    unit: 'rows',
    help: 'rows that violate an invariant',
    labels: { service: 'the service', invariant: 'the invariant in words' },
    from: 'product, cart, order, payment, inventory',
  },
  mambogo_invariants_checked_timestamp_seconds: {
    type: 'gauge',
    unit: 'seconds since 1970',
    help: 'when all invariants were last checked; 0: not since the start',
    labels: {},
    from: 'product, cart, order, payment, inventory',
  },
} as const satisfies Record<string, MetricDefinition>;
