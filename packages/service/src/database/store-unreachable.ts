/** Whether an error says that a store could not be reached, or went while it was asked. Pure. */

/** Names that are unknown, ports on which nobody listens, connections that broke, servers that start or stop. */
const codes = new Set([
  ...['EAI_AGAIN', 'ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'],
  // PostgreSQL: the server stops, crashed, or starts.
  ...['57P01', '57P02', '57P03'],
  // MariaDB, as mysql2 says it.
  ...['PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN', 'ER_CONNECTION_KILLED'],
]);

/** pg has no codes for these. */
const messages =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** The code or the words that say so, if the error means that. */
export function storeUnreachable(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && codes.has(code)) return code;
  return error instanceof Error && typeof message === 'string' && messages.test(message) ? message : undefined;
}
