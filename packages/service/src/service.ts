/**
 * A service behind a sidecar as a Service of run.ts. Start: store, listen, sidecar, then what works by itself (relays,
 * timers). Stop, the other way round: take nothing new, finish what is under way, drain, close.
 */
import type { Server } from 'node:http';
import type { Express } from 'express';
import type { HelmetOptions } from 'helmet';
import type { DataSource } from 'typeorm';
import { createApp } from './app.ts';
import type { BaseContext } from './base-context.ts';
import { connect } from './connect.ts';
import { mountWatch, mountWatchMetrics } from './mount-watch.ts';
import type { Service } from './run.ts';
import { listen, type RunningServer } from './server.ts';
import type { StandingWatch } from './standing-watch.ts';
import { createStoreMonitor } from './store-monitor.ts';
import { probeDatabase, type StoreProbe } from './store-probe.ts';
import type { Worker } from './worker.ts';

export interface ServiceParts {
  readonly context: BaseContext;
  readonly host: string;
  readonly port: number;
  /** Mounts routes and subscriptions. Runs before listening: a sidecar that meets a 404 loses events. */
  readonly mount: (app: Express) => void;
  /** Mounts what is answered beside health on the small port, such as metrics. */
  readonly mountBeside?: (app: Express) => void;
  /** Called with the business server before it listens. */
  readonly prepareServer?: (server: Server) => void;
  readonly database?: DataSource;
  /** What is asked whether the store is there; default: `database`. */
  readonly probe?: StoreProbe;
  /** Called whenever its sidecar has asked whether the store is there, and it was: it delivers events as long as that is so. */
  readonly onStoreThere?: () => void;
  /** Started in this order, stopped in the reverse. */
  readonly workers?: readonly Worker[];
  /** Started with them; what it finds is told by health, metrics and an internal route. */
  readonly watch?: StandingWatch;
  /** False for the one service that is reached from outside: requests then need no sidecar's token. */
  readonly behindSidecar?: boolean;
  /** Security headers other than helmet's defaults. */
  readonly securityHeaders?: HelmetOptions;
}

export function createService(parts: ServiceParts): Service {
  const { context, database, watch } = parts;
  const workers = [...(parts.workers ?? []), ...(watch ? [watch] : [])];
  const { logger, stopping } = context;
  const probe = parts.probe ?? (database ? probeDatabase(database) : undefined);
  const monitor = probe && createStoreMonitor({ probe, logger });
  let running: RunningServer | undefined;
  let health: RunningServer | undefined;

  const checkReady = async () => {
    stopping.signal.throwIfAborted();
    if (!monitor) return;
    const away = monitor.away();
    if (away) throw away;
    if (!monitor.asked()) throw new Error('the store was not asked yet');
  };
  const app = createApp({
    logger,
    securityHeaders: parts.securityHeaders,
    trouble: () => [context.revocations.trouble?.(), watch?.trouble()].filter(Boolean).join('; ') || undefined,
    appToken: parts.behindSidecar === false ? undefined : context.appToken,
    checkReady,
    storeAway() {
      const away = monitor?.away();
      if (!away && !stopping.signal.aborted) parts.onStoreThere?.();
      return away;
    },
    mount(app) {
      parts.mount(app);
      if (watch) mountWatch(app, watch, context.verify);
    },
  });
  const mountBeside = (app: Express) => {
    parts.mountBeside?.(app);
    if (watch) mountWatchMetrics(app, context.name, watch);
  };

  return {
    async start() {
      if (database) await connect(database, logger, { signal: stopping.signal });
      // A sidecar waits for us to listen.
      if (!probe?.throughSidecar) monitor?.start();
      running = await listen(app, parts.host, parts.port, parts.prepareServer);
      if (context.healthPort) {
        const answers = createApp({ logger, checkReady, mount: mountBeside });
        health = await listen(answers, '0.0.0.0', context.healthPort);
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
      await health?.stop();
      await context.sidecar.close();
      logger.info('stopped');
    },
  };
}
