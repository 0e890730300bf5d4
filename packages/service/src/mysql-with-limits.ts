/**
 * mysql2 whose connections begin with limits of their own, as PostgreSQL's take them from their start-up packet. For
 * TypeORM's option `driver`; the limits are pool option `sessionLimits`.
 */
import mysql from 'mysql2';

export interface SessionLimits {
  /** Milliseconds one statement may take. */
  readonly statement: number;
  /** Milliseconds a transaction may wait for its next statement, by its row locks. */
  readonly idleInTransaction: number;
}

export const mysqlWithLimits = {
  ...mysql,
  createPool({ sessionLimits, ...options }: mysql.PoolOptions & { readonly sessionLimits?: SessionLimits }) {
    const pool = mysql.createPool(options);
    if (sessionLimits) pool.on('connection', (connection) => connection.query(limitsStatement(sessionLimits)));
    return pool;
  },
};

/** MariaDB has both in seconds; another MySQL skips what stands in its comment. */
const limitsStatement = ({ statement, idleInTransaction }: SessionLimits): string =>
  `set session wait_timeout = @@wait_timeout /*M!100301 , max_statement_time = ${statement / 1_000}, ` +
  `idle_transaction_timeout = ${idleInTransaction / 1_000} */`;
