/**
 * mysql2 with time-outs set on each new connection, as PostgreSQL takes them from the start-up packet. For TypeORM's option
 * `driver`; the limits are the pool option `sessionLimits`.
 */
import mysql from 'mysql2';

export interface SessionLimits {
  /** Time-out of one statement, in milliseconds. */
  readonly statement: number;
  /** Milliseconds that a transaction, which holds row locks, may be idle. */
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

/** MariaDB takes both in seconds; MySQL ignores the version comment. */
const limitsStatement = ({ statement, idleInTransaction }: SessionLimits): string =>
  `set session wait_timeout = @@wait_timeout /*M!100301 , max_statement_time = ${statement / 1_000}, ` +
  `idle_transaction_timeout = ${idleInTransaction / 1_000} */`;
