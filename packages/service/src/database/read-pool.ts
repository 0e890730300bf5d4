/** How busy a database's connection pool is. TypeORM has no interface for it: the numbers are those of pg's and mysql2's pools. */
import type { DataSource } from 'typeorm';
import { z } from 'zod';

export interface PoolUsage {
  readonly used: number;
  readonly idle: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
}

const PostgresDriver = z.object({
  master: z.object({ totalCount: z.number(), idleCount: z.number(), waitingCount: z.number() }),
});
const Queue = z.object({ length: z.number() });
const MysqlDriver = z.object({
  pool: z.object({ _allConnections: Queue, _freeConnections: Queue, _connectionQueue: Queue }),
});

/** undefined: not connected yet. */
export function readPool({ driver }: DataSource): PoolUsage | undefined {
  const postgres = PostgresDriver.safeParse(driver);
  if (postgres.success) {
    const { totalCount, idleCount, waitingCount } = postgres.data.master;
    return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }
  const mysql = MysqlDriver.safeParse(driver);
  if (!mysql.success) return undefined;
  const { _allConnections: all, _freeConnections: free, _connectionQueue: queue } = mysql.data.pool;
  return { used: all.length - free.length, idle: free.length, waiting: queue.length };
}
