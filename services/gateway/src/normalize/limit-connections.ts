/**
 * Bounds connections: in all and for each client address (IPv6: its /64), how long one may be idle, and how many requests it
 * may bring. Beyond that a newcomer gets 503 and is hung up on before a request is read. Trusted proxies bring everybody's
 * requests: they have no limit of their own, and keep idle connections for longer than they use them.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import { clientAddress, type IsTrusted } from './client-address.ts';

export interface ConnectionLimits {
  readonly total: number;
  readonly perAddress: number;
  /** Milliseconds without a request, of who is no trusted proxy. */
  readonly idleMs: number;
  readonly isTrusted: IsTrusted;
  readonly onRefused: () => void;
}

/** Of a connection; then a client makes another one. */
const maxRequestsPerConnection = 10_000;

export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const byAddress = new Map<string, number>();
  const direct = new WeakSet<Socket>();
  let all = 0;
  server.maxRequestsPerSocket = maxRequestsPerConnection;

  server.on('connection', (socket) => {
    const peer = clientAddress(socket.remoteAddress, undefined, limits.isTrusted);
    const trusted = limits.isTrusted(peer);
    const key = rateLimitSubject(peer);
    const own = byAddress.get(key) ?? 0;
    if (all >= limits.total || (!trusted && own >= limits.perAddress)) return refuse(socket);
    all += 1;
    if (!trusted) {
      byAddress.set(key, own + 1);
      direct.add(socket);
    }
    socket.once('close', () => {
      all -= 1;
      if (trusted) return;
      const left = (byAddress.get(key) ?? 1) - 1;
      if (left > 0) byAddress.set(key, left);
      else byAddress.delete(key);
    });
  });

  // node sets its own time-out for idle connections when an answer has finished, just before this is called.
  server.on('request', ({ socket }, response) => {
    if (!direct.has(socket)) return;
    response.once('finish', () => {
      if (!socket.destroyed && socket.timeout) socket.setTimeout(limits.idleMs);
    });
  });

  function refuse(socket: Socket): void {
    limits.onRefused();
    socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n');
    socket.destroySoon();
  }
}
