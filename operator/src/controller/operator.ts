/**
 * The operator: one connection, one cache, one queue, the reconciler. It reconciles only while it holds the lease. When the lease
 * could not be renewed (the API server was unavailable for long), another replica may take over: this one aborts requests in
 * flight, writes nothing, and waits for the lease again, without a restart. start() resolves once it leads and the cache is
 * synced.
 */
import type { KubeConfig } from '@kubernetes/client-node';
import { createMeter, type Meter } from '@mambogo/metrics/meter.ts';
import type { Logger } from 'pino';
import { ApiError } from '../kube/api-error.ts';
import { createClient } from '../kube/client.ts';
import { createConnection } from '../kube/connection.ts';
import { acquireLease, type LeaseSettings } from '../kube/leader-lease.ts';
import { createWatchCache } from '../kube/watch-cache.ts';
import { createWorkQueue } from '../kube/work-queue.ts';
import { createInvariantsCheck } from './checks/invariants-check.ts';
import { createReachabilityCheck } from './checks/reachability-check.ts';
import { createSchemasCheck } from './checks/schemas-check.ts';
import type { OperatorDefaults } from './desired-state.ts';
import { readOperatorMetrics } from './metrics.ts';
import { reportUnwatched } from './status/report-unwatched.ts';
import { readStorefrontMetrics } from './status/storefront-metrics.ts';
import { createReconciler } from './storefront-reconciler.ts';
import type { UpgradeLimits } from './upgrade/advance-upgrade.ts';

export interface OperatorSettings {
  readonly kubeConfig: KubeConfig;
  readonly defaults: OperatorDefaults;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Whether public URLs are probed at intervals. */
  readonly checkPublicUrl: boolean;
  /** Milliseconds until a public URL is probed again that led elsewhere. */
  readonly unhealthyProbeMs?: number;
  /** Whether pods are queried at intervals for their invariant reports. */
  readonly checkInvariants: boolean;
  readonly workers: number;
  readonly upgradeLimits?: UpgradeLimits;
  readonly lease: Pick<LeaseSettings, 'namespace' | 'name' | 'identity' | 'duration'>;
  /** Milliseconds after which a Storefront in another namespace that has no conditions is reported as not watched. */
  readonly unwatchedAfterMs?: number;
  readonly logger: Logger;
  /** Called before every write request is sent; if it throws, the request is not sent. */
  onWrite?(verb: string, kind: string): void;
}

export interface Operator {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** True while it can do its work: it leads and the cache is synced, or it waits for the lease. */
  ready(): boolean;
  readonly meter: Meter;
}

export function createOperator(settings: OperatorSettings): Operator {
  const { kubeConfig, defaults, namespaces, workers, lease, logger } = settings;
  const stopping = new AbortController();
  const meter = createMeter();
  const connection = createConnection(kubeConfig);
  const client = createClient(connection, (verb, kind) => {
    if (!isLeader && kind !== 'Lease') throw new Error('writes are not allowed without the leader lease');
    settings.onWrite?.(verb, kind);
    meter.count('mambogo_operator_writes_total', { verb, kind });
  });
  let release: (() => Promise<void>) | undefined;
  let isLeader = false;
  let reacquiring: Promise<void> | undefined;
  let unwatchedReport: Promise<void> | undefined;

  const cache = createWatchCache({
    client,
    namespaces,
    onChange: (key) => queue.add(key),
    onWatchError: (kind, error) =>
      logger.warn(
        { event: 'watch.interrupted', kind: kind.kind, reason: errorText(error) },
        'watch ended; reconnecting',
      ),
  });
  const certificateExpiry = new Map<string, string>();
  const reconciler = createReconciler({
    client,
    cache,
    defaults,
    certificateExpiry,
    upgradeLimits: settings.upgradeLimits,
    hasClusterWideRights: namespaces.length === 0,
    reachability: settings.checkPublicUrl
      ? createReachabilityCheck({ unhealthyIntervalMs: settings.unhealthyProbeMs })
      : undefined,
    invariants: settings.checkInvariants ? createInvariantsCheck() : undefined,
    schemas: settings.checkInvariants ? createSchemasCheck() : undefined,
  });
  const queue = createWorkQueue({
    async process(key) {
      const began = performance.now();
      const requeueAfter = await reconciler.reconcile(key);
      meter.observe('mambogo_operator_reconcile_seconds', {}, (performance.now() - began) / 1_000);
      meter.count('mambogo_operator_reconciles_total', { result: 'success' });
      return requeueAfter;
    },
    onFailure(key, error, retryIn) {
      meter.count('mambogo_operator_reconciles_total', { result: 'failure' });
      const status = error instanceof ApiError ? error.status : undefined;
      logger.warn(
        {
          event: 'reconcile.failed',
          storefront: key,
          status,
          reason: errorText(error),
          retryInMs: Math.round(retryIn),
        },
        'reconcile failed; will retry',
      );
    },
  });
  const storefronts = () => cache.storefrontKeys().flatMap((key) => cache.storefront(key) ?? []);
  readOperatorMetrics(meter, { queueLength: queue.size, isLeader: () => isLeader, storefronts, certificateExpiry });
  readStorefrontMetrics(meter, storefronts);

  const reportUnwatchedStorefronts = () =>
    reportUnwatched({
      client,
      namespaces,
      graceMs: settings.unwatchedAfterMs ?? 30_000,
      isLeader: () => isLeader,
      onFailure: (error) =>
        logger.warn(
          { event: 'operator.unwatched_report_failed', reason: errorText(error) },
          'Storefronts in other namespaces could not be reported; will retry',
        ),
      signal: stopping.signal,
    });

  async function startLeading(): Promise<void> {
    const acquired = await acquireLease({
      client,
      ...lease,
      signal: stopping.signal,
      onError: (error) =>
        logger.warn(
          { event: 'lease.acquire_failed', reason: errorText(error) },
          'leader lease could not be acquired or renewed; will retry',
        ),
    });
    release = acquired.release;
    const onLost = () => {
      reacquiring = reacquireLease(acquired.lost.reason);
    };
    acquired.lost.addEventListener('abort', onLost, { once: true });
    isLeader = true;
    logger.info({ event: 'lease.acquired', identity: lease.identity, namespaces }, 'acquired the leader lease');
  }

  async function reacquireLease(reason: unknown): Promise<void> {
    isLeader = false;
    release = undefined;
    logger.warn(
      { event: 'lease.lost', reason: errorText(reason) },
      'lost the leader lease; writes are suspended until it is acquired again',
    );
    await connection.abortInFlight();
    await queue.pause();
    reconciler.forget();
    try {
      await startLeading();
    } catch (error) {
      if (stopping.signal.aborted) return;
      throw error;
    }
    for (const key of cache.storefrontKeys()) queue.add(key);
    if (cache.synced()) queue.start(workers);
  }

  return {
    meter,
    ready: () => !isLeader || cache.synced(),
    async start() {
      await startLeading();
      await cache.start();
      if (isLeader) queue.start(workers);
      if (namespaces.length > 0) unwatchedReport = reportUnwatchedStorefronts();
      logger.info({ event: 'cache.synced', storefronts: cache.storefrontKeys().length }, 'initial cache sync complete');
    },
    async stop() {
      stopping.abort();
      await Promise.all([reacquiring, unwatchedReport]);
      await queue.stop();
      cache.stop();
      await release?.();
      await connection.close();
    },
  };
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
