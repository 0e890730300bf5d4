/**
 * Connects to a service's own database, with retries: a pod may start before the cluster's DNS or its store, and a process that
 * exits for that is restarted only seconds later.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.ts';
import { storeUnreachable } from './store-unreachable.ts';

export interface ConnectOptions {
  /** How long to retry an unreachable store. Default 30,000. */
  readonly timeoutMs?: number;
  /** Aborts the retries. */
  readonly signal?: AbortSignal;
}

const retryDelayMs = 200;

/**
 * @returns the same database, connected
 * @throws Error that names the store if it was unreachable for that long; errors of the store itself (such as a wrong password)
 *   at once
 */
export async function connect(
  database: DataSource,
  logger: Logger,
  { timeoutMs = 30_000, signal }: ConnectOptions = {},
): Promise<DataSource> {
  const end = Date.now() + timeoutMs;
  for (let logged = false; ; logged = true) {
    signal?.throwIfAborted();
    try {
      return await database.initialize();
    } catch (error) {
      const reason = storeUnreachable(error);
      if (!reason) throw error;
      if (Date.now() > end)
        throw new Error(
          `${storeOf(database)} could not be reached for ${Math.round(timeoutMs / 1_000)} s (${reason}): check that it runs and that this service may connect to it`,
        );
      if (!logged)
        logger.info({ event: 'store.waiting', store: storeOf(database), reason }, 'waiting for the database');
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
}

/** The store's type and address, without credentials. */
function storeOf({ options }: DataSource): string {
  const { type, host, port } = options as { type: string; host?: string; port?: number };
  return `${type} at ${host}:${port}`;
}
