/**
 * What this process knows about itself, for the operations page: read from the meter and the monitors, so that it says the same
 * as the metrics. Bounded in size and time: a store that hangs leaves its figures out.
 */
import { hostname } from 'node:os';
import {
  Breaker,
  getInstance,
  type InstanceFacts,
  type ParkedEvent,
} from '@mambogo/contracts/api/internal-instance.ts';
import type { Meter } from '@mambogo/metrics/meter.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type BoundRoute, handleRoute } from '../http/route-handler.ts';

export interface InstanceSources {
  readonly meter: Meter;
  /** What is degraded now, as text. */
  readonly problems: () => readonly (string | undefined)[];
  /** Events of its outbox that can't be published; absent: it publishes none. */
  readonly parkedEvents?: () => Promise<readonly ParkedEvent[]>;
}

/** Milliseconds a store has to give its figures: less than the gateway waits for all of them. */
const readTimeoutMs = 500;
/** In a pod the first process is the service, and the host is named after the pod. */
const instance = process.pid === 1 ? hostname() : `${hostname()}:${process.pid}`;
const startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();

export const instanceRoute = (sources: InstanceSources): BoundRoute =>
  handleRoute(getInstance, async () => ({ status: 200, body: await readInstanceFacts(sources) }));

export async function readInstanceFacts({ meter, problems, parkedEvents }: InstanceSources): Promise<InstanceFacts> {
  const [breakers, outbox, parked, deadLetters, violations, stuckOrders, emitted] = await Promise.all([
    readBreakers(meter),
    readOutbox(meter),
    parkedEvents && withinTime(parkedEvents()),
    readDeadLetters(meter),
    meter.valuesOf('mambogo_invariant_violations', readTimeoutMs),
    meter.valuesOf('mambogo_orders_stuck', readTimeoutMs),
    meter.valuesOf('mambogo_events_emitted_total'),
  ]);
  const { user, system } = process.cpuUsage();
  return {
    instance,
    version: packageFile.version,
    startedAt,
    problems: problems().flatMap((problem) => (problem ? [problem.slice(0, 300)] : [])),
    cpuSeconds: (user + system) / 1e6,
    memoryBytes: process.memoryUsage.rss(),
    requests: await readRequests(meter),
    breakers,
    outbox,
    parked: parked && [...parked],
    inbox: await readInbox(meter),
    emitted: Object.fromEntries(emitted.map(([{ type }, count]) => [type, count])),
    deadLetters,
    violations: violations.length > 0 ? sum(violations) : undefined,
    stuckOrders:
      stuckOrders.length > 0
        ? Object.fromEntries(stuckOrders.map(([{ reason }, count]) => [reason, count]))
        : undefined,
  };
}

/** undefined: its store failed, or did not answer in time. */
const withinTime = <T>(value: Promise<T>): Promise<T | undefined> =>
  Promise.race([
    value.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, readTimeoutMs, undefined).unref()),
  ]);

type Sample = readonly [unknown, number];
const sum = (samples: readonly Sample[]): number => samples.reduce((total, [, value]) => total + value, 0);

async function readBreakers(meter: Meter): Promise<Breaker[]> {
  const ofServices = await meter.valuesOf('mambogo_gateway_breaker_state');
  const ofProvider = await meter.valuesOf('mambogo_payment_provider_breaker_state');
  return [
    ...ofServices.flatMap(([{ peer, state }, isNow]) => (isNow ? [Breaker.parse({ peer, state })] : [])),
    ...ofProvider.flatMap(([{ state }, isNow]) => (isNow ? [Breaker.parse({ peer: 'payment provider', state })] : [])),
  ];
}

async function readOutbox(meter: Meter): Promise<InstanceFacts['outbox']> {
  const [[rows], [oldest]] = await Promise.all([
    meter.valuesOf('mambogo_outbox_rows', readTimeoutMs),
    meter.valuesOf('mambogo_outbox_oldest_seconds', readTimeoutMs),
  ]);
  return rows && { rows: rows[1], oldestSeconds: oldest?.[1] ?? 0 };
}

async function readDeadLetters(meter: Meter): Promise<InstanceFacts['deadLetters']> {
  const samples = await meter.valuesOf('mambogo_dead_letters', readTimeoutMs);
  if (samples.length === 0) return undefined;
  const of = (wanted: string) => sum(samples.filter(([{ kind }]) => kind === wanted));
  return { poison: of('poison'), transient: of('transient') };
}

async function readInbox(meter: Meter): Promise<InstanceFacts['inbox']> {
  const outcomes = await meter.valuesOf('mambogo_inbox_events_total');
  const delays = meter.totalsOf('mambogo_inbox_delay_seconds');
  return [...new Set(outcomes.map(([{ topic }]) => topic))].map((topic) => {
    const of = (wanted: string) => sum(outcomes.filter(([one]) => one.topic === topic && one.outcome === wanted));
    const delay = delays.find(({ labels }) => labels.topic === topic);
    return { topic, handled: of('handled'), failed: of('failed'), delaySeconds: delay?.sum ?? 0 };
  });
}

/** The gateway counts its requests always, the services only where something scrapes them. */
async function readRequests(meter: Meter): Promise<InstanceFacts['requests']> {
  const samples = await meter.valuesOf('mambogo_gateway_requests_total');
  if (samples.length === 0) return undefined;
  return { total: sum(samples), failed: sum(samples.filter(([{ status }]) => Number(status) >= 500)) };
}
