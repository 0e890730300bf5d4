/** Prometheus metrics of the gateway. Labels come from short, fixed lists, never from client input. */
import { createRegistry } from '@mambogo/service/telemetry/metrics.ts';
import type { SecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BreakerState } from '../upstreams/upstreams.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'route' | 'status'>;
  readonly seconds: Histogram<'route'>;
  readonly limits: Counter<'class' | 'by' | 'outcome'>;
  readonly threats: Counter<'class' | 'action'>;
  readonly cspViolations: Counter<'directive'>;
  /** Clients rejected or disconnected because of the connections, memory or calls they held. */
  readonly overload: Counter<'reason'>;
  /** Requests rejected under overload. */
  readonly shed: Counter<'priority'>;
}

/** Read when metrics are scraped. */
export interface MetricSources {
  readonly securityEvents: SecurityEvents;
  readonly breakers: () => Readonly<Record<string, BreakerState>>;
  /** Active and waiting calls, by upstream. */
  readonly upstreamCalls: () => Readonly<Record<string, { readonly active: number; readonly waiting: number }>>;
  readonly openStreams: () => number;
  /** Request and response bodies. */
  readonly heldBytes: () => number;
  /** Milliseconds. */
  readonly lag: () => number;
  /** Whether limits are shared by all gateways. */
  readonly redisReady: () => boolean;
  /** Whether revocations of access tokens are received. */
  readonly revocationsConnected: () => boolean;
}

const states: readonly BreakerState[] = ['closed', 'half-open', 'open'];

export function createMetrics(watched: MetricSources): Metrics {
  const { securityEvents, breakers, upstreamCalls, openStreams, heldBytes, lag, redisReady, revocationsConnected } =
    watched;
  const registry = createRegistry(securityEvents);
  const registers = [registry];
  new Gauge({
    name: 'mambogo_gateway_breaker_state',
    help: '1 for the current state of the circuit breaker of a service',
    labelNames: ['peer', 'state'],
    registers,
    collect() {
      for (const [peer, now] of Object.entries(breakers()))
        for (const state of states) this.set({ peer, state }, state === now ? 1 : 0);
    },
  });
  new Gauge({
    name: 'mambogo_gateway_upstream_calls',
    help: 'active and waiting calls to a service',
    labelNames: ['peer', 'state'],
    registers,
    collect() {
      for (const [peer, { active, waiting }] of Object.entries(upstreamCalls())) {
        this.set({ peer, state: 'active' }, active);
        this.set({ peer, state: 'waiting' }, waiting);
      }
    },
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('mambogo_gateway_open_streams', 'open streams of server-sent events', openStreams);
  gauge('mambogo_gateway_held_bytes', 'request and response bodies in memory', heldBytes);
  gauge('mambogo_gateway_lag_seconds', 'event loop lag that decides about load shedding', () => lag() / 1_000);
  gauge('mambogo_gateway_redis_ready', '0: rate limits are counted per gateway instance', () => Number(redisReady()));
  gauge(
    'mambogo_revocations_heard',
    '0: revocations are not received, tokens of ended sessions stay valid until they expire',
    () => Number(revocationsConnected()),
  );
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    registry,
    requests: counter('mambogo_gateway_requests_total', 'requests by route and status', ['route', 'status']),
    seconds: new Histogram({
      name: 'mambogo_gateway_request_seconds',
      help: 'request duration from the first byte to the last, by route',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    limits: counter('mambogo_gateway_limit_decisions_total', 'requests counted against a limit', [
      'class',
      'by',
      'outcome',
    ]),
    threats: counter('mambogo_gateway_threats_total', 'requests detected as attacks', ['class', 'action']),
    shed: counter('mambogo_gateway_shed_total', 'requests rejected under overload, by priority', ['priority']),
    overload: counter(
      'mambogo_gateway_overload_total',
      'requests and connections rejected for the resources a client holds',
      ['reason'],
    ),
    cspViolations: counter('mambogo_gateway_csp_violations_total', 'CSP violations reported by browsers', [
      'directive',
    ]),
  };
}
