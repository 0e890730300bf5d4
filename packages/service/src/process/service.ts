/**
 * A service behind a sidecar as a Service of run.ts. Start: store, listen, sidecar, then what works by itself (relays,
 * timers). Stop, the other way round: take nothing new, finish what is under way, drain, close.
 */
import type { Server } from 'node:http';
import type { Express } from 'express';
import type { HelmetOptions } from 'helmet';
import type { DataSource } from 'typeorm';
import { connect } from '../database/connect.ts';
import { createStoreMonitor } from '../database/store-monitor.ts';
import { probeDatabase, type StoreProbe } from '../database/store-probe.ts';
import { createApp } from '../http/app.ts';
import { listen, type RunningServer } from '../http/server.ts';
import type { InvariantMonitor } from '../invariants/invariant-monitor.ts';
import { mountInvariantMetrics, mountInvariantRoute } from '../invariants/mount-invariants.ts';
import type { BaseContext } from './base-context.ts';
import type { Service } from './run.ts';
import type { Worker } from './worker.ts';

export interface ServiceParts {
  readonly context: BaseContext;
  readonly host: string;
  readonly port: number;
  /** Mounts routes and subscriptions. Runs before listening: a sidecar that meets a 404 loses events. */
  readonly mount: (app: Express) => void;
  /** Mounts what is answered beside health on the small port, such as metrics. */
  readonly mountAdmin?: (app: Express) => void;
  /** Called with the business server before it listens. */
  readonly prepareServer?: (server: Server) => void;
  readonly database?: DataSource;
  /** What is asked whether the store is there; default: `database`. */
  readonly probe?: StoreProbe;
  /** Called whenever its sidecar has asked whether the store is there, and it was: it delivers events as long as that is so. */
  readonly onStoreReachable?: () => void;
  /** Started in this order, stopped in the reverse. */
  readonly workers?: readonly Worker[];
  /** Started with them; what it finds is told by health, metrics and an internal route. */
  readonly invariantMonitor?: InvariantMonitor;
  /** False for the one service that is reached from outside: requests then need no sidecar's token. */
  readonly behindSidecar?: boolean;
  /** Security headers other than helmet's defaults. */
  readonly securityHeaders?: HelmetOptions;
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
    if (!monitor.hasProbed()) throw new Error('the store was not asked yet');
  };
  const app = createApp({
    logger,
    securityHeaders: parts.securityHeaders,
    degradedReason: () =>
      [context.revocations.degradedReason?.(), invariantMonitor?.degradedReason()].filter(Boolean).join('; ') ||
      undefined,
    appToken: parts.behindSidecar === false ? undefined : context.appToken,
    checkReady,
    storeError() {
      const storeError = monitor?.storeError();
      if (!storeError && !stopping.signal.aborted) parts.onStoreReachable?.();
      return storeError;
    },
    mount(app) {
      parts.mount(app);
      if (invariantMonitor) mountInvariantRoute(app, invariantMonitor, context.verify);
    },
  });
  const mountAdmin = (app: Express) => {
    parts.mountAdmin?.(app);
    if (invariantMonitor) mountInvariantMetrics(app, context.name, invariantMonitor);
  };

  return {
    async start() {
      if (database) await connect(database, logger, { signal: stopping.signal });
      // A sidecar waits for us to listen.
      if (!probe?.throughSidecar) monitor?.start();
      running = await listen(app, parts.host, parts.port, parts.prepareServer);
      if (context.healthPort) {
        const adminApp = createApp({ logger, checkReady, mount: mountAdmin });
        adminServer = await listen(adminApp, '0.0.0.0', context.healthPort);
      }
      await context.sidecar.waitUntilReady(stopping.signal);
      monitor?.start();
      for (const worker of [context.revocations, ...workers]) worker.start?.();
      logger.info({ port: parts.port }, 'started');
    },
    async stop() {
      stopping.abort(new Error('the service is stopping'));
      await running?.stop();
      for (const worker of [context.revocations, ...workers].reverse()) await worker.stop?.();
      await monitor?.stop();
      await probe?.close();
      await database?.destroy().catch(() => undefined);
      context.securityEvents.flush();
      await adminServer?.stop();
      await context.sidecar.close();
      logger.info('stopped');
    },
  };
}
