/**
 * Asks a database whether it is there, on a connection of its own: one of the pool's might have to be waited for, and a service
 * with much to do would take its store for lost. A connection on which nothing comes in time is given up, the next question
 * opens another.
 */
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { DataSource } from 'typeorm';

export interface StoreProbe {
  /** Rejects when the store is not there. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** The way to the store leads through the sidecar: it is asked only once that is there. */
  readonly throughSidecar?: boolean;
}

interface Connection {
  ping(): Promise<unknown>;
  close(): void;
}

/** @param timeout milliseconds until a question counts as not answered */
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
    const client = new pg.Client({
      ...{ host, port, user: username, password, database },
      ssl: typeof ssl === 'object' ? { ...ssl, pskCallback: undefined } : false,
      application_name: `${applicationName}-probe`,
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
    });
    // What breaks it is seen by the next question.
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
