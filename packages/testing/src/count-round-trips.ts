/** Counts the round trips to PostgreSQL: each ends with a ReadyForQuery of the server. */
import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';

/** @returns the number since the last call, over all connections that are acquired from now on */
export function countRoundTrips({ driver }: DataSource): () => number {
  const pool = Reflect.get(driver, 'master') as EventEmitter;
  const watched = new WeakSet<object>();
  let count = 0;
  pool.on('acquire', ({ connection }: { readonly connection: EventEmitter }) => {
    if (watched.has(connection)) return;
    watched.add(connection);
    connection.on('readyForQuery', () => void count++);
  });
  return () => {
    const counted = count;
    count = 0;
    return counted;
  };
}
