/** Metrics of requests, writes with an Idempotency-Key, and the gateway. */
import { allServices, type MetricDefinition } from '../metric-definition.ts';

const route = 'id of the route in the contracts; none: no route matched';
const from = 'gateway';
/** Seconds; 0.2 is the objective for reads. */
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

export const requestMetrics = {
  mambogo_http_requests_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests that a service received from its sidecar',
    labels: {
      route: `${route}; events: deliveries of the sidecar`,
      outcome: 'success, rejected (4xx), failed (5xx), aborted',
    },
    from: allServices,
  },
  mambogo_http_request_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'duration of these requests, without streams',
    labels: { route },
    buckets: requestSeconds,
    from: allServices,
  },
  mambogo_idempotency_requests_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests with an Idempotency-Key',
    labels: { route, outcome: 'executed, replayed, in_flight, reused' },
    from: 'product, order, inventory',
  },
  mambogo_gateway_requests_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests by route and status; 499: the client disconnected',
    labels: { route, status: 'HTTP status' },
    from,
  },
  mambogo_gateway_request_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'request duration from the first byte to the last, without streams',
    labels: { route, method: 'GET, POST, PUT, DELETE; none' },
    buckets: requestSeconds,
    from,
  },
  mambogo_gateway_limit_decisions_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests counted against a rate limit',
    labels: { class: 'rate class of the route', by: 'address, user', outcome: 'allowed, refused' },
    from,
  },
  mambogo_gateway_threats_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests detected as attacks',
    labels: { class: 'class of the threat rule', action: 'refused, logged' },
    from,
  },
  mambogo_gateway_csp_violations_total: {
    type: 'counter',
    unit: 'reports',
    help: 'violations of the Content Security Policy reported by browsers',
    labels: { directive: 'directive of the policy' },
    from,
  },
  mambogo_gateway_overload_total: {
    type: 'counter',
    unit: 'requests and connections',
    help: 'rejected or closed because of the connections, memory or calls a client holds',
    labels: { reason: 'connections, pipelining, slow-reader, or the slug of the problem' },
    from,
  },
  mambogo_gateway_shed_total: {
    type: 'counter',
    unit: 'requests',
    help: 'requests rejected under overload',
    labels: { priority: 'priority of the route' },
    from,
  },
  mambogo_gateway_breaker_state: {
    type: 'gauge',
    unit: '0 or 1',
    help: '1 for the current state of the circuit breaker of a service',
    labels: { peer: 'the service', state: 'closed, half-open, open' },
    from,
  },
  mambogo_gateway_upstream_calls: {
    type: 'gauge',
    unit: 'calls',
    help: 'calls to a service',
    labels: { peer: 'the service', state: 'active, waiting' },
    from,
  },
  mambogo_gateway_open_streams: {
    type: 'gauge',
    unit: 'streams',
    help: 'open streams of server-sent events',
    labels: {},
    from,
  },
  mambogo_gateway_held_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'request and response bodies in memory',
    labels: {},
    from,
  },
  mambogo_gateway_lag_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'event loop lag that decides about load shedding',
    labels: {},
    from,
  },
  mambogo_gateway_redis_ready: {
    type: 'gauge',
    unit: '0 or 1',
    help: '0: rate limits are counted per gateway instance',
    labels: {},
    from,
  },
  mambogo_pages_total: {
    type: 'counter',
    unit: 'pages',
    help: 'pages of the catalogue; those that are busy or failed are sent without content, which their script renders',
    labels: {
      outcome:
        'rendered, reused (rendered before from equal data), none (nothing to show: 301, 404), busy (too many at once), failed (catalogue unavailable)',
    },
    from: 'web',
  },
} as const satisfies Record<string, MetricDefinition>;
