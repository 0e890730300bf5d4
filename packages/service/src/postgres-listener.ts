/**
 * Hears what PostgreSQL notifies, on a connection of its own (a pooled one could be handed on, and its LISTEN with it).
 *
 * down -> (connected) -> up -> (the connection breaks) -> down. What was notified while down is lost, so `onUp` is called
 * at every way up: whoever listens then looks for themselves.
 */
import pg from 'pg';
import type { Logger } from './logger.ts';
import type { StoreTls } from './store-tls.ts';
import type { Worker } from './worker.ts';

export interface ListenSettings {
  readonly url: string;
  readonly password: string;
  /** undefined: the connection is not encrypted. */
  readonly tls?: StoreTls;
  readonly applicationName: string;
  readonly channel: string;
  readonly onUp: () => void;
  readonly onNotification: (payload: string) => void;
  readonly logger: Logger;
}

const retryMilliseconds = 500;

export function createListener({
  url,
  password,
  tls,
  applicationName,
  channel,
  onUp,
  onNotification,
  logger,
}: ListenSettings): Worker {
  const { hostname, port, username, pathname } = new URL(url);
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let running = false;

  async function connect(): Promise<void> {
    const mine = new pg.Client({
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
    client = mine;
    mine.on('notification', ({ payload }) => onNotification(payload ?? ''));
    mine.on('error', () => undefined);
    mine.once('end', () => reconnect(mine));
    try {
      await mine.connect();
      await mine.query(`listen ${mine.escapeIdentifier(channel)}`);
      onUp();
    } catch (error) {
      logger.warn({ err: error, channel }, 'not listening; it will be tried again');
      await mine.end().catch(() => undefined);
      reconnect(mine);
    }
  }

  function reconnect(ended: pg.Client): void {
    if (!running || client !== ended) return;
    client = undefined;
    retry = setTimeout(connect, retryMilliseconds);
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
