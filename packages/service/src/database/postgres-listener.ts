/**
 * Receives PostgreSQL notifications on a dedicated connection (a pooled one could be passed to another user with its LISTEN).
 *
 * disconnected -> connected -> (the connection breaks) -> disconnected. Notifications sent while disconnected are lost, so
 * `onConnected` is called after every connect, for the caller to read the current state.
 */
import pg from 'pg';
import type { Worker } from '../process/worker.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { StoreTls } from './store-tls.ts';

export interface PostgresListenerSettings {
  readonly url: string;
  readonly password: string;
  /** undefined: the connection is not encrypted. */
  readonly tls?: StoreTls;
  readonly applicationName: string;
  readonly channel: string;
  readonly onConnected: () => void;
  readonly onNotification: (payload: string) => void;
  readonly logger: Logger;
}

const retryDelayMs = 500;

export function createPostgresListener({
  url,
  password,
  tls,
  applicationName,
  channel,
  onConnected,
  onNotification,
  logger,
}: PostgresListenerSettings): Worker {
  const { hostname, port, username, pathname } = new URL(url);
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let running = false;

  async function connect(): Promise<void> {
    const newClient = new pg.Client({
      host: hostname,
      port: Number(port),
      user: decodeURIComponent(username),
      password,
      ssl: tls ? { ...tls } : false,
      database: decodeURIComponent(pathname.slice(1)),
      application_name: `${applicationName}-listen`,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = newClient;
    newClient.on('notification', ({ payload }) => onNotification(payload ?? ''));
    newClient.on('error', () => undefined);
    newClient.once('end', () => reconnect(newClient));
    try {
      await newClient.connect();
      await newClient.query(`listen ${newClient.escapeIdentifier(channel)}`);
      onConnected();
    } catch (error) {
      logger.warn({ event: 'database.listen_failed', err: error, channel }, 'LISTEN connection failed, will reconnect');
      await newClient.end().catch(() => undefined);
      reconnect(newClient);
    }
  }

  function reconnect(endedClient: pg.Client): void {
    if (!running || client !== endedClient) return;
    client = undefined;
    retry = setTimeout(connect, retryDelayMs);
  }

  return {
    start() {
      if (running) return;
      running = true;
      void connect();
    },
    async stop() {
      running = false;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
