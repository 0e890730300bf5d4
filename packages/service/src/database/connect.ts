/**
 * Connects to a service's own database, and waits for it a while: a pod may run before the cluster's names or its store
 * answer, and a process that ends for that is started anew only seconds later.
 */
import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.ts';
import { storeUnreachable } from './store-unreachable.ts';

export interface ConnectOptions {
  /** How long a store that can't be reached is waited for. Default 30,000. */
  readonly timeoutMs?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

const retryDelayMs = 200;

/**
 * @returns the same database, connected
 * @throws Error that names the store, when it could not be reached for that long; what the store itself refuses (a wrong
 *   password, say) at once
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
          `${storeOf(database)} could not be reached for ${Math.round(timeoutMs / 1_000)} s (${reason}): is it there, and may this service reach it?`,
        );
      if (!logged) logger.info({ store: storeOf(database), reason }, 'waiting for the store');
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
}

/** Its address; no credentials. */
function storeOf({ options }: DataSource): string {
  const { type, host, port } = options as { type: string; host?: string; port?: number };
  return `${type} at ${host}:${port}`;
}
