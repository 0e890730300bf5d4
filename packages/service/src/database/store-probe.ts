/**
 * Probes a database on a dedicated connection: waiting for one of the pool could make a busy service believe its store is lost.
 * A connection that times out is closed; the next probe opens another. A driver is loaded only where it is used.
 */
import type { DataSource } from 'typeorm';

export interface StoreProbe {
  /** Rejects if the store is unavailable. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** The store is reached through the sidecar, so probing starts only when the sidecar is ready. */
  readonly throughSidecar?: boolean;
}

interface Connection {
  ping(): Promise<unknown>;
  close(): void;
}

/** @param timeout of a probe, in milliseconds */
export function probeDatabase(database: DataSource, timeout = 5_000): StoreProbe {
  let connection: Connection | undefined;
  const close = () => {
    connection?.close();
    connection = undefined;
  };
  return {
    async ping() {
      try {
        connection ??= await connectTo(database, timeout);
        await connection.ping();
      } catch (error) {
        close();
        throw error;
      }
    },
    close: async () => close(),
  };
}

async function connectTo({ options }: DataSource, timeout: number): Promise<Connection> {
  if (options.type === 'postgres') {
    const { host, port, username, password, database, ssl, applicationName = '' } = options;
    const { Client } = await import('pg');
    const client = new Client({
      ...{ host, port, user: username, password, database },
      ssl: typeof ssl === 'object' ? { ...ssl, pskCallback: undefined } : false,
      application_name: `${applicationName}-probe`,
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
    });
    // The next probe detects a broken connection.
    client.on('error', () => undefined);
    const close = () => void client.end().catch(() => undefined);
    try {
      await client.connect();
    } catch (error) {
      close();
      throw error;
    }
    return { ping: () => client.query('select 1'), close };
  }
  if (options.type === 'mariadb' || options.type === 'mysql') {
    const { host, port, username, password, database, ssl } = options;
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection({
      ...{ host, port, user: username, password, database },
      ...(typeof ssl === 'object' ? { ssl } : {}),
      connectTimeout: timeout,
    });
    connection.on('error', () => undefined);
    return { ping: () => connection.query({ sql: 'select 1', timeout }), close: () => connection.destroy() };
  }
  throw new Error(`no probe for ${options.type}`);
}
