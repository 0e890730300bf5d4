/**
 * The life cycle of a service behind a sidecar, for run.ts. Start: store, listen, sidecar, then workers (relays, timers). Stop
 * in reverse order: accept nothing new, finish requests in progress, stop workers, close connections.
 */
import type { Server } from 'node:http';
import { meter } from '@mambogo/metrics/meter.ts';
import type { Express, Request } from 'express';
import type { HelmetOptions } from 'helmet';
import type { DataSource } from 'typeorm';
import { connect } from '../database/connect.ts';
import { createStoreMonitor } from '../database/store-monitor.ts';
import { probeDatabase, type StoreProbe } from '../database/store-probe.ts';
import { createApp } from '../http/app.ts';
import { measureRequests } from '../http/measure-requests.ts';
import { mountRoutes } from '../http/route-handler.ts';
import { listen, type RunningServer } from '../http/server.ts';
import type { InvariantMonitor } from '../invariants/invariant-monitor.ts';
import { mountInvariantRoute, readInvariantMetrics } from '../invariants/mount-invariants.ts';
import { instanceRoute } from '../operations/instance-facts.ts';
import { mountMetrics, readServiceMetrics } from '../telemetry/metrics.ts';
import type { BaseContext } from './base-context.ts';
import type { Service } from './run.ts';
import type { Worker } from './worker.ts';

export interface ServiceParts {
  readonly context: BaseContext;
  readonly host: string;
  readonly port: number;
  /** Mounts routes and subscriptions. Called before listening: a sidecar that gets a 404 loses events. */
  readonly mount: (app: Express) => void;
  /** Called with the main server before it listens. */
  readonly prepareServer?: (server: Server) => void;
  readonly database?: DataSource;
  /** Called once the database is connected, before the service listens. */
  readonly beforeListening?: () => Promise<void>;
  /** The probe of the store; default: one of `database`. */
  readonly probe?: StoreProbe;
  /** Called whenever the sidecar has probed the store and it is available; the sidecar delivers events only while it is. */
  readonly onStoreReachable?: () => void;
  /** Started in this order, stopped in reverse order. */
  readonly workers?: readonly Worker[];
  /** Started with the workers; reported by health, metrics and an internal route. */
  readonly invariantMonitor?: InvariantMonitor;
  /** False for the one service that is reachable from outside: its requests need no sidecar token. */
  readonly behindSidecar?: boolean;
  /** As in AppSettings. */
  readonly securityHeaders?: HelmetOptions;
  /** Name of a request's span; default: method and path of the matched route. */
  readonly spanName?: (request: Request) => string;
  /** What of its own is degraded although the service is ready, as text. */
  readonly degradedReason?: () => string | undefined;
}

export function createService(parts: ServiceParts): Service {
  const { context, database, invariantMonitor } = parts;
  const workers = [...(parts.workers ?? []), ...(invariantMonitor ? [invariantMonitor] : [])];
  const { logger, stopping } = context;
  const probe = parts.probe ?? (database ? probeDatabase(database) : undefined);
  const monitor = probe && createStoreMonitor({ probe, logger });
  let running: RunningServer | undefined;
  let adminServer: RunningServer | undefined;

  const checkReady = async () => {
    stopping.signal.throwIfAborted();
    if (!monitor) return;
    const storeError = monitor.storeError();
    if (storeError) throw storeError;
    if (!monitor.hasProbed()) throw new Error('the store has not been probed yet');
  };
  const problems = () => [
    monitor?.storeError() && `the store does not respond: ${monitor.storeError()?.message}`,
    context.revocations.degradedReason?.(),
    context.runtimeSettings.degradedReason(),
    invariantMonitor?.degradedReason(),
    parts.degradedReason?.(),
  ];
  const app = createApp({
    logger,
    securityHeaders: parts.securityHeaders,
    traces: parts.behindSidecar === false ? 'begin' : 'continue',
    spanName: parts.spanName,
    degradedReason: () => problems().filter(Boolean).join('; ') || undefined,
    appToken: parts.behindSidecar === false ? undefined : context.appToken,
    checkReady,
    storeError() {
      const storeError = monitor?.storeError();
      if (!storeError && !stopping.signal.aborted) parts.onStoreReachable?.();
      return storeError;
    },
    mount(app) {
      if (context.admin && parts.behindSidecar !== false) app.use(measureRequests);
      if (parts.behindSidecar !== false)
        mountRoutes(app, [instanceRoute({ meter, problems, parkedEvents: context.parkedEvents })], context.verify);
      parts.mount(app);
      if (invariantMonitor) mountInvariantRoute(app, context.name, invariantMonitor, context.verify);
    },
  });
  if (invariantMonitor) readInvariantMetrics(meter, context.name, invariantMonitor);
  const mountAdmin = (app: Express) => {
    readServiceMetrics(meter, { context, database, storeMonitor: monitor });
    mountMetrics(app, meter);
  };

  return {
    async start() {
      await context.spanExport?.start();
      if (database) await connect(database, logger, { signal: stopping.signal });
      await parts.beforeListening?.();
      // The sidecar is ready only after the service listens.
      if (!probe?.throughSidecar) monitor?.start();
      running = await listen(app, parts.host, parts.port, parts.prepareServer);
      if (context.admin) {
        const adminApp = createApp({ logger, checkReady, mount: mountAdmin });
        adminServer = await listen(adminApp, context.admin.host, context.admin.port);
      }
      await context.sidecar.waitUntilReady(stopping.signal);
      monitor?.start();
      for (const worker of [context.revocations, context.runtimeSettings, ...workers]) worker.start?.();
      logger.info({ event: 'service.started', port: parts.port }, 'service started');
    },
    async stop() {
      stopping.abort(new Error('the service is stopping'));
      await running?.stop();
      for (const worker of [context.revocations, context.runtimeSettings, ...workers].reverse()) await worker.stop?.();
      await monitor?.stop();
      await probe?.close();
      await database?.destroy().catch(() => undefined);
      context.securityEvents.flush();
      await adminServer?.stop();
      await context.sidecar.close();
      await context.spanExport?.stop();
      logger.info({ event: 'service.stopped' }, 'service stopped');
    },
  };
}
