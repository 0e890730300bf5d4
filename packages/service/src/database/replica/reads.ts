/**
 * Reads that may be a little stale, from a read replica where there is one (docs/decisions/0086). What is not marked by
 * `mayBeStale` is read from the primary.
 *
 *   somebody without a token, who has written nothing    from a replica that is behind by no more than the set lag
 *   everybody else, and other services                   from a replica that has all that was committed when the request came
 *   no such replica, or it fails                         from the primary
 *
 * Every second the primary's position is noted and a replica is asked for its own:
 *
 *   unused --its lag is at most the limit--> used --beyond the limit, late, or an error--> unused
 */
import { meter } from '@mambogo/metrics/meter.ts';
import type { Request } from 'express';
import type { DataSource, EntityManager } from 'typeorm';
import { Problem } from '../../http/problem.ts';
import { createPollingWorker } from '../../process/polling-worker.ts';
import type { Worker } from '../../process/worker.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { createPositionHistory } from './position-history.ts';
import { onReplica, type ReplicaAddress, replicaDataSource } from './replica-connection.ts';
import { includes, readPosition, type ServerRole, type StorePosition } from './store-position.ts';

/** What identifies a reader who may have written: that a request has a token, or comes from another service. */
export type Reader = Pick<Request, 'path' | 'headers'>;
type Query<T> = (manager: EntityManager, server: ServerRole) => Promise<T>;

export interface Reads extends Worker {
  /** @param query only reads; it is repeated on the primary if it fails on a replica */
  mayBeStale<T>(reader: Reader, query: Query<T>): Promise<T>;
}

export interface ReadsSettings {
  readonly database: DataSource;
  /** undefined: there are no replicas. */
  readonly replicas: ReplicaAddress | undefined;
  /** The lag from which replicas are not used, in milliseconds. Default 5,000. */
  readonly maxLagMs?: number | undefined;
  readonly logger: Logger;
}

/** Between looks at a replica, and how long it may take to answer them, in milliseconds. */
const lookEveryMs = 1_000;
const lookTimeoutMs = 300;
/** How long a reader waits for a replica to catch up with the primary, and how often it looks. */
const catchUpMs = 60;
const catchUpEveryMs = 5;
/** How long a query may take at a replica: the primary's answer must still come before the gateway's deadline. */
const queryTimeoutMs = 1_200;

export function createReads(settings: ReadsSettings): Reads {
  const { database, replicas } = settings;
  return replicas ? createReplicaReads(settings, replicaDataSource(database, replicas)) : createPrimaryReads(database);
}

/** All reads from the primary. */
export const createPrimaryReads = ({ manager }: Pick<DataSource, 'manager'>): Reads => ({
  mayBeStale: (_reader, query) => query(manager, 'primary'),
  start() {},
  async stop() {},
});

/** A replica that must not be used for this reader. */
class BehindError extends Error {
  override name = 'BehindError';
}

function createReplicaReads({ database, maxLagMs = 5_000, logger }: ReadsSettings, replica: DataSource): Reads {
  const history = createPositionHistory(Math.max(60_000, 2 * maxLagMs));
  let isUsed = false;
  /** Milliseconds, when it was last looked at. */
  let lag = Number.POSITIVE_INFINITY;

  const use = (used: boolean, reason?: unknown) => {
    if (used === isUsed) return;
    isUsed = used;
    const why = reason instanceof Error ? reason.message : reason;
    if (used) logger.info({ event: 'replica.used' }, 'read replica is used');
    else logger.warn({ event: 'replica.unused', reason: why }, 'read replica is not used, reads go to the primary');
  };

  const askPrimary = () => readPosition(database.manager, 'primary');

  async function look(): Promise<false> {
    const time = performance.now();
    try {
      history.add(await askPrimary(), time);
      if (!replica.isInitialized) await replica.initialize();
      const position = await onReplica(
        replica,
        [(manager) => readPosition(manager, 'replica'), lookTimeoutMs],
        [async (_manager, found) => found, lookTimeoutMs],
      );
      lag = history.lag(position, performance.now());
      use(lag <= maxLagMs, `it is behind by more than ${maxLagMs} ms`);
    } catch (error) {
      lag = Number.POSITIVE_INFINITY;
      use(false, error);
    }
    return false;
  }

  /** @param wanted undefined: within the limit is enough */
  async function requireCaughtUp(manager: EntityManager, wanted: StorePosition | undefined): Promise<void> {
    const end = performance.now() + catchUpMs;
    for (;;) {
      const position = await readPosition(manager, 'replica');
      if (wanted ? includes(position, wanted) : history.lag(position, performance.now()) <= maxLagMs) return;
      if (!wanted || performance.now() > end) throw new BehindError('the replica is behind');
      await new Promise((resolve) => setTimeout(resolve, catchUpEveryMs));
    }
  }

  meter.read('mambogo_replica_lag_seconds', () => (Number.isFinite(lag) ? lag / 1_000 : undefined));
  meter.read('mambogo_replica_used', () => Number(isUsed));
  const worker = createPollingWorker({ name: 'read replicas', seconds: lookEveryMs / 1_000, tick: look, logger });

  return {
    async mayBeStale(reader, query) {
      const fromPrimary = () => {
        meter.count('mambogo_replica_reads_total', { server: 'primary' });
        return query(database.manager, 'primary');
      };
      if (!isUsed) return fromPrimary();
      const wanted = hasWritten(reader) ? await askPrimary() : undefined;
      try {
        const result = await onReplica(
          replica,
          [(manager) => requireCaughtUp(manager, wanted), lookTimeoutMs],
          [(manager) => query(manager, 'replica'), queryTimeoutMs],
        );
        meter.count('mambogo_replica_reads_total', { server: 'replica' });
        return result;
      } catch (error) {
        if (error instanceof Problem) throw error;
        if (!(error instanceof BehindError)) use(false, error);
        return fromPrimary();
      }
    },
    start: () => worker.start(),
    async stop() {
      await worker.stop();
      if (replica.isInitialized) await replica.destroy().catch(() => undefined);
    },
  };
}

/** Anybody with a token, and anything on behalf of others: services call each other without one. */
const hasWritten = ({ path, headers }: Reader): boolean =>
  headers.authorization !== undefined || path.startsWith('/internal/');
