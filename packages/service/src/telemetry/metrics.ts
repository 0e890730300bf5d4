/**
 * The metrics of a service on its admin port, which is not reachable from outside: GET /metrics. Those of requests, events and
 * orders are counted where they happen; here are the ones that are read when they are scraped.
 */
import type { Meter } from '@mambogo/metrics/meter.ts';
import { readProcessMetrics } from '@mambogo/metrics/process-metrics.ts';
import { textFormat } from '@mambogo/metrics/text-format.ts';
import type { Express } from 'express';
import type { DataSource } from 'typeorm';
import { readPool } from '../database/read-pool.ts';
import type { StoreMonitor } from '../database/store-monitor.ts';
import type { BaseContext } from '../process/base-context.ts';

export interface ServiceMetrics {
  readonly context: {
    readonly securityEvents: Pick<BaseContext['securityEvents'], 'counts'>;
    readonly sidecar: Pick<BaseContext['sidecar'], 'isReady' | 'calls'>;
    readonly revocations: Pick<BaseContext['revocations'], 'degradedReason'>;
    readonly runtimeSettings: Pick<BaseContext['runtimeSettings'], 'degradedReason'>;
  };
  readonly database?: DataSource;
  readonly storeMonitor?: Pick<StoreMonitor, 'hasProbed' | 'storeError'>;
}

export function readServiceMetrics(meter: Meter, { context, database, storeMonitor }: ServiceMetrics): void {
  const { securityEvents, sidecar, revocations, runtimeSettings } = context;
  readProcessMetrics(meter);
  meter.read('mambogo_security_events_total', () =>
    securityEvents.counts().map(({ code, outcome, count }) => [{ code, outcome }, count] as const),
  );
  meter.read('mambogo_revocations_heard', () => Number(revocations.degradedReason() === undefined));
  meter.read('mambogo_settings_connected', () => Number(runtimeSettings.degradedReason() === undefined));
  meter.read('mambogo_sidecar_up', async () => Number(await sidecar.isReady()));
  meter.read('mambogo_sidecar_calls', () =>
    [...sidecar.calls()].flatMap(([upstream, { running, queued }]) => [
      [{ upstream, state: 'running' }, running] as const,
      [{ upstream, state: 'queued' }, queued] as const,
    ]),
  );
  if (storeMonitor)
    meter.read('mambogo_store_up', () =>
      storeMonitor.hasProbed() ? Number(storeMonitor.storeError() === undefined) : undefined,
    );
  if (!database) return;
  meter.read('mambogo_database_connections', () => {
    const pool = readPool(database);
    return pool && [[{ state: 'used' }, pool.used] as const, [{ state: 'idle' }, pool.idle] as const];
  });
  meter.read('mambogo_database_waiting', () => readPool(database)?.waiting);
}

export function mountMetrics(app: Express, meter: Meter): void {
  app.get('/metrics', async (_request, response) => {
    response.type(textFormat).send(await meter.render());
  });
}
