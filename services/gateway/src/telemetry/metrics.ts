/** What the gateway counts, for Prometheus. Labels come from short lists of our own, never from what a client sends. */
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
  /** Clients that were refused or cut off for what they held. */
  readonly overload: Counter<'reason'>;
  /** Refused because there was too much to do. */
  readonly shed: Counter<'priority'>;
}

/** Asked for when somebody looks. */
export interface MetricSources {
  readonly securityEvents: SecurityEvents;
  readonly breakers: () => Readonly<Record<string, BreakerState>>;
  /** Calls under way and waiting, by upstream. */
  readonly upstreamCalls: () => Readonly<Record<string, { readonly active: number; readonly waiting: number }>>;
  readonly openStreams: () => number;
  /** Bodies and answers. */
  readonly heldBytes: () => number;
  /** Milliseconds. */
  readonly lag: () => number;
  /** Limits are counted for all gateways together. */
  readonly redisReady: () => boolean;
  /** Revocations of access tokens are heard of. */
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
    help: '1 for the state the breaker before a service is in',
    labelNames: ['peer', 'state'],
    registers,
    collect() {
      for (const [peer, now] of Object.entries(breakers()))
        for (const state of states) this.set({ peer, state }, state === now ? 1 : 0);
    },
  });
  new Gauge({
    name: 'mambogo_gateway_upstream_calls',
    help: 'calls to a service that are under way, and that wait for their turn',
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
  gauge('mambogo_gateway_open_streams', 'streams of server-sent events that are open', openStreams);
  gauge('mambogo_gateway_held_bytes', 'bodies and answers in memory', heldBytes);
  gauge('mambogo_gateway_lag_seconds', 'delay of the event loop by which load is shed', () => lag() / 1_000);
  gauge('mambogo_gateway_redis_ready', '0: each gateway counts limits for itself', () => Number(redisReady()));
  gauge('mambogo_revocations_heard', '0: tokens of sessions that end now are good until they expire', () =>
    Number(revocationsConnected()),
  );
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  return {
    registry,
    requests: counter('mambogo_gateway_requests_total', 'by route and status', ['route', 'status']),
    seconds: new Histogram({
      name: 'mambogo_gateway_request_seconds',
      help: 'from the first byte to the last, by route',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    limits: counter('mambogo_gateway_limit_decisions_total', 'requests counted against a limit', [
      'class',
      'by',
      'outcome',
    ]),
    threats: counter('mambogo_gateway_threats_total', 'requests that look like an attack', ['class', 'action']),
    shed: counter('mambogo_gateway_shed_total', 'refused because there was too much to do, by what they were for', [
      'priority',
    ]),
    overload: counter('mambogo_gateway_overload_total', 'refused or cut off for what was held', ['reason']),
    cspViolations: counter('mambogo_gateway_csp_violations_total', 'what browsers refused and reported', ['directive']),
  };
}
