/**
 * Whether an error says that the database is away, or too busy for now, rather than anything about what was asked of it. Then
 * what failed is worth trying again as it is. Errors of handlers themselves, and of statements that the database refuses for
 * their data, are not.
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
  /** PostgreSQL: the SQLSTATE. MariaDB, MySQL and sockets: a name. */
  code: z.string().optional().catch(undefined),
  /** MariaDB and MySQL. */
  sqlState: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** SQLSTATE classes: cardinality, feature, data, integrity, syntax or access, raised by a trigger. All others pass by themselves. */
const statementErrors = /^(21|0A|22|23|42|P0)/;

/** What pg, mysql2 and TypeORM say, without a code, of a connection that is lost or cannot be had. */
const connectionLost =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection is in closed state|query read timeout|driver not connected|connection is not established|pool is closed|after calling end on the pool/i;
