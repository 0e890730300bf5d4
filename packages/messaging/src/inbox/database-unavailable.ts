/**
 * Whether an error means that the database is unavailable or overloaded, so that the same operation is worth retrying. Errors
 * of handlers, and of statements that the database rejects for their data, do not.
 */
import { QueryFailedError } from 'typeorm';
import { z } from 'zod';

export function isDatabaseUnavailable(error: unknown): boolean {
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code = '', sqlState = '', message = '' } = DriverError.safeParse(driverError).data ?? {};
  const state = sqlState || (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : '');
  if (state) return !statementErrors.test(state);
  return error instanceof QueryFailedError || /^(E[A-Z]+|PROTOCOL_[A-Z_]+)$/.test(code) || connectionLost.test(message);
}

const DriverError = z.object({
  /** The SQLSTATE in PostgreSQL, a name in MariaDB, MySQL and sockets. */
  code: z.string().optional().catch(undefined),
  /** MariaDB and MySQL. */
  sqlState: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** SQLSTATE classes: cardinality, feature, data, integrity, syntax or access, raised by a trigger. Others are transient. */
const statementErrors = /^(21|0A|22|23|42|P0)/;

/** Messages of pg, mysql2 and TypeORM, without a code, about a connection that is lost or cannot be made. */
const connectionLost =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection is in closed state|query read timeout|driver not connected|connection is not established|pool is closed|after calling end on the pool/i;
