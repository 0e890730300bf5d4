/**
 * A listening HTTP server that stops without cutting anyone off: it takes no new connection, lets requests under way
 * finish, and after `grace` milliseconds closes what is left.
 */
import { createServer, type RequestListener, type Server } from 'node:http';

export interface RunningServer {
  readonly server: Server;
  stop(grace?: number): Promise<void>;
}

/**
 * Milliseconds. Who takes longer over headers, or over a whole request, is cut off with a 408; by itself node would look only
 * every half minute. An idle connection is closed by whoever opened it: sidecars and ingresses do so after 90 s (Go's
 * http.DefaultTransport). Were we first, a request just being sent would find it closed, and one with a body is not sent again.
 */
const timeouts = {
  keepAliveTimeout: 120_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

/** Bytes of headers that are read at all: above what the gateway takes (arrival/limit-size.ts), so that its refusal says why. */
const maxHeaderSize = 49_152;

/**
 * Listens on host:port; rejects with a clear message when the port is taken.
 * @param prepare called before the first connection
 */
export async function listen(
  listener: RequestListener,
  host: string,
  port: number,
  prepare: (server: Server) => void = () => undefined,
): Promise<RunningServer> {
  const server = createServer({ ...timeouts, maxHeaderSize }, listener);
  prepare(server);
  // A connection that is kept alive has no end of its own: when we stop, its last answer is.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} on ${host} is in use by another program`) : error);
    });
    server.listen(port, host, 1_024, resolve);
  });
  return {
    server,
    stop: (grace = 10_000) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), grace);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
