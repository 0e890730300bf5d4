/**
 * For tests: a sidecar as the gateway sees it, with fake services behind it. A service without a handler is one the sidecar
 * can't reach.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type UpstreamHandler = (request: IncomingMessage, response: ServerResponse, path: string) => void;

export interface FakeSidecar {
  readonly port: number;
  /** App id -> handler. */
  readonly handlers: Map<string, UpstreamHandler>;
  /** App id and path of every invocation, in order. */
  readonly invoked: string[];
  close(): void;
}

export async function startFakeSidecar(): Promise<FakeSidecar> {
  const handlers = new Map<string, UpstreamHandler>();
  const invoked: string[] = [];
  const server = createServer((request, response) => {
    const [, appId, path] = /^\/v1\.0\/invoke\/([^/]+)\/method(\/.*)$/.exec(request.url ?? '') ?? [];
    if (appId === undefined || path === undefined) return void response.writeHead(204).end();
    if (request.headers['dapr-api-token'] !== 'api-token') return void response.writeHead(401).end();
    invoked.push(`${appId} ${path}`);
    const handler = handlers.get(appId);
    if (handler) return handler(request, response, path);
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message: `failed to invoke, id: ${appId}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    handlers,
    invoked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
