/**
 * mysql2 with time-outs set on each new connection, as PostgreSQL takes them from the start-up packet, and with a span for each
 * statement of a recorded trace. For TypeORM's option `driver`; the limits are the pool option `sessionLimits`.
 */
import mysql from 'mysql2';
import { currentTrace, startSpan } from './telemetry/trace.ts';
import { statementName } from './telemetry/trace-call.ts';

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
    pool.on('connection', (connection) => {
      if (sessionLimits) connection.query(limitsStatement(sessionLimits));
      traceStatements(connection);
    });
    return pool;
  },
};

/** MariaDB takes both in seconds; MySQL ignores the version comment. */
const limitsStatement = ({ statement, idleInTransaction }: SessionLimits): string =>
  `set session wait_timeout = @@wait_timeout /*M!100301 , max_statement_time = ${statement / 1_000}, ` +
  `idle_transaction_timeout = ${idleInTransaction / 1_000} */`;

/** TypeORM sends every statement by `query` with a callback as the last argument. */
function traceStatements(connection: mysql.Connection): void {
  const query = connection.query.bind(connection) as (...args: readonly unknown[]) => mysql.Query;
  const traced = (...args: readonly unknown[]): mysql.Query => {
    const [statement] = args;
    const done = args.at(-1);
    if (typeof statement !== 'string' || typeof done !== 'function' || !currentTrace()?.recorded) return query(...args);
    const attributes = { 'db.system.name': 'mariadb' };
    const span = startSpan(statementName(statement), { kind: 'client', attributes });
    return query(...args.slice(0, -1), (error: unknown, ...results: readonly unknown[]) => {
      span.end(error ? { error } : {});
      done(error, ...results);
    });
  };
  Object.assign(connection, { query: traced });
}
