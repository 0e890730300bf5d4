/** Whether an error means that a store could not be reached, or that the connection was lost during a request. Pure. */

/** Unknown host names, closed ports, broken connections, servers that are starting or stopping. */
const codes = new Set([
  ...['EAI_AGAIN', 'ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'],
  // PostgreSQL: shutting down, crashed, starting.
  ...['57P01', '57P02', '57P03'],
  // MariaDB, as mysql2 reports it.
  ...['PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN', 'ER_CONNECTION_KILLED'],
]);

/** Errors of pg that have no code. */
const messages =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** The error's code or message if it means that the store is unreachable. */
export function storeUnreachable(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && codes.has(code)) return code;
  return error instanceof Error && typeof message === 'string' && messages.test(message) ? message : undefined;
}
