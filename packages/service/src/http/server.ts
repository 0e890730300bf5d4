/**
 * An HTTP server with graceful shutdown: it accepts no new connections, lets requests in progress finish, and closes what is
 * left after `grace` milliseconds.
 */
import { createServer, type RequestListener, type Server } from 'node:http';

export interface RunningServer {
  readonly server: Server;
  stop(grace?: number): Promise<void>;
}

/**
 * In milliseconds. Headers, or a whole request, that take longer are rejected with 408; by default Node checks only every 30 s.
 * An idle connection should be closed by the client: sidecars and ingresses do so after 90 s (Go's http.DefaultTransport). If
 * the server closed it first, a request being sent would fail, and one with a body is not retried.
 */
const timeouts = {
  keepAliveTimeout: 120_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

/** Maximum bytes of headers: above the gateway's own limit (normalize/limit-size.ts), so that its response explains the error. */
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
  // A keep-alive connection does not end by itself: while shutting down, it is closed after its last response.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} on ${host} is in use by another process`) : error);
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
