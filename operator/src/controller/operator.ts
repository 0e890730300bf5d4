/**
 * The operator: one connection, one cache, one queue, the reconciler. It waits for the lease, then works while it holds it. When
 * it could not be renewed (the API server was away for long), another may begin: it hangs up, writes nothing, and waits for it
 * again, without a restart. start() resolves when it first leads and has seen all there is.
 */
import type { KubeConfig } from '@kubernetes/client-node';
import type { Logger } from 'pino';
import { ApiError } from '../kube/api-error.ts';
import { createClient } from '../kube/client.ts';
import { createConnection } from '../kube/connection.ts';
import { fieldText } from '../kube/kube-object.ts';
import { type LeaseSettings, lead } from '../kube/leader-lease.ts';
import { createWatchCache } from '../kube/watch-cache.ts';
import { createWorkQueue } from '../kube/work-queue.ts';
import type { OperatorFacts } from './desired-shop.ts';
import { createInvariantsWatch } from './invariants-hold.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createReachability } from './reachability.ts';
import { createReconciler } from './reconcile.ts';
import { observeStorefronts } from './storefront-metrics.ts';
import { reportUnwatched } from './unwatched-namespaces.ts';

export interface OperatorSettings {
  readonly kubeConfig: KubeConfig;
  readonly facts: OperatorFacts;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  /** Whether public URLs are asked now and then. */
  readonly checkPublicUrl: boolean;
  /** Whether pods are asked now and then what their standing watches have found. */
  readonly checkInvariants: boolean;
  readonly workers: number;
  readonly lease: Pick<LeaseSettings, 'namespace' | 'name' | 'identity' | 'duration'>;
  /** Milliseconds after which a Storefront in another namespace that has no conditions is reported as not watched. */
  readonly unwatchedAfter?: number;
  readonly logger: Logger;
  /** Told of every request that changes something, before it is sent; what it throws keeps the request from being sent. */
  onWrite?(verb: string, kind: string): void;
}

export interface Operator {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** It can do its work: it leads and knows what there is, or waits to lead. */
  ready(): boolean;
  readonly metrics: Metrics;
}

export function createOperator(settings: OperatorSettings): Operator {
  const { kubeConfig, facts, namespaces, workers, lease, logger } = settings;
  const stopping = new AbortController();
  const connection = createConnection(kubeConfig);
  const client = createClient(connection, (verb, kind) => {
    if (!leading && kind !== 'Lease') throw new Error('nothing is written without the lease');
    settings.onWrite?.(verb, kind);
    metrics.writes.inc({ verb, kind });
  });
  let release: (() => Promise<void>) | undefined;
  let leading = false;
  let regaining: Promise<void> | undefined;
  let reporting: Promise<void> | undefined;

  const cache = createWatchCache({
    client,
    namespaces,
    onChange: (key) => queue.add(key),
    onTrouble: (kind, error) =>
      logger.warn({ kind: kind.kind, reason: messageOf(error) }, 'a watch ended; it is begun again'),
  });
  const reconciler = createReconciler({
    client,
    cache,
    facts,
    rightsOutliveNamespaces: namespaces.length === 0,
    reachability: settings.checkPublicUrl ? createReachability() : undefined,
    invariants: settings.checkInvariants ? createInvariantsWatch() : undefined,
  });
  const queue = createWorkQueue({
    async work(key) {
      const end = metrics.seconds.startTimer();
      const later = await reconciler.reconcile(key);
      end();
      metrics.reconciles.inc({ result: 'success' });
      return later;
    },
    onFailure(key, error, retryIn) {
      metrics.reconciles.inc({ result: 'failure' });
      const status = error instanceof ApiError ? error.status : undefined;
      logger.warn(
        { storefront: key, status, reason: messageOf(error), retryInMs: Math.round(retryIn) },
        'will try again',
      );
    },
  });
  const metrics = createMetrics(queue.size, () => {
    const phases = new Map<string, number>();
    for (const key of cache.storefrontKeys()) {
      const phase = fieldText(cache.storefront(key), 'status', 'phase') ?? 'Pending';
      phases.set(phase, (phases.get(phase) ?? 0) + 1);
    }
    return phases;
  });

  const reportElsewhere = () =>
    reportUnwatched({
      client,
      namespaces,
      after: settings.unwatchedAfter ?? 30_000,
      leads: () => leading,
      onFailure: (error) =>
        logger.warn(
          { event: 'operator.unwatched_report_failed', reason: messageOf(error) },
          'Storefronts in other namespaces could not be reported; will retry',
        ),
      signal: stopping.signal,
    });

  async function holdLease(): Promise<void> {
    const held = await lead({
      client,
      ...lease,
      signal: stopping.signal,
      onError: (error) => logger.warn({ reason: messageOf(error) }, 'the lease could not be asked for'),
    });
    release = held.release;
    const onLost = () => {
      regaining = regain(held.lost.reason);
    };
    held.lost.addEventListener('abort', onLost, { once: true });
    leading = true;
    metrics.leading.set(1);
    logger.info({ identity: lease.identity, namespaces }, 'leading');
  }

  async function regain(reason: unknown): Promise<void> {
    leading = false;
    release = undefined;
    metrics.leading.set(0);
    logger.warn({ reason: messageOf(reason) }, 'the lease is lost: nothing is written until it is held again');
    await connection.hangUp();
    await queue.pause();
    reconciler.forget();
    try {
      await holdLease();
    } catch (error) {
      if (stopping.signal.aborted) return;
      throw error;
    }
    for (const key of cache.storefrontKeys()) queue.add(key);
    if (cache.synced()) queue.start(workers);
  }

  observeStorefronts(metrics.registry, () => cache.storefrontKeys().flatMap((key) => cache.storefront(key) ?? []));
  return {
    metrics,
    ready: () => !leading || cache.synced(),
    async start() {
      await holdLease();
      await cache.start();
      if (leading) queue.start(workers);
      if (namespaces.length > 0) reporting = reportElsewhere();
      logger.info({ storefronts: cache.storefrontKeys().length }, 'everything there is was seen');
    },
    async stop() {
      stopping.abort();
      await Promise.all([regaining, reporting]);
      await queue.stop();
      cache.stop();
      await release?.();
      await connection.close();
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
