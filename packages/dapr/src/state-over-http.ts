/**
 * The sidecar's state API by undici, for values that are read and written with every request: a connection pool that keeps
 * connections alive, and time-outs of the request itself. A read is Dapr's read of one key, whose response carries the ETag.
 */
import { Pool } from 'undici';
import { StateRejected, type StateTransport, type TransportSettings } from './state.ts';

/** Maximum connections; opened on demand. */
const poolSize = 128;

export function stateOverHttp({ httpPort, apiToken, component, timeout }: TransportSettings): StateTransport {
  const pool = new Pool(`http://127.0.0.1:${httpPort}`, {
    connections: poolSize,
    keepAliveTimeout: 30_000,
    connect: { timeout },
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const path = `/v1.0/state/${encodeURIComponent(component)}`;
  const token = { 'dapr-api-token': apiToken };

  return {
    async find(key, trace) {
      const { statusCode, headers, body } = await pool.request({
        method: 'GET',
        path: `${path}/${encodeURIComponent(key)}`,
        headers: { ...trace, ...token },
      });
      const text = await body.text();
      if (statusCode === 204) return undefined;
      const { etag } = headers;
      if (statusCode !== 200 || typeof etag !== 'string') throw new StateRejected(statusCode, text.slice(0, 200));
      return { data: JSON.parse(text), etag };
    },

    async save(entry, trace) {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path,
        headers: { ...trace, ...token, 'content-type': 'application/json' },
        body: JSON.stringify([{ ...entry, options: { concurrency: 'first-write' } }]),
      });
      const text = await body.text();
      if (statusCode >= 300) throw new StateRejected(statusCode, text.slice(0, 200));
    },

    close: () => pool.destroy(),
  };
}
