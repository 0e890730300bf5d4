/**
 * Bounds connections: in total and per client address (IPv6: its /64), their idle time, and the requests each may carry.
 * Beyond that a new connection gets 503 and is closed before a request is read. Trusted proxies carry many clients' requests:
 * they have no limit of their own, and may keep idle connections longer.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import { clientAddress, type IsTrusted } from './client-address.ts';

export interface ConnectionLimits {
  readonly total: number;
  readonly perAddress: number;
  /** Milliseconds without a request, for clients that are not trusted proxies; announced by the header Keep-Alive. */
  readonly idleMs: number;
  readonly isTrusted: IsTrusted;
  readonly onRefused: () => void;
}

/** After this many requests the client must open a new connection. */
const maxRequestsPerConnection = 10_000;

/** A connection is kept this much longer than announced, so that a client that believes it meets no closed one. */
const marginMs = 2_000;

/** The header's value, as Node writes it. */
const announced = (idleMs: number): string =>
  `timeout=${Math.max(1, Math.floor(idleMs / 1_000))}, max=${maxRequestsPerConnection}`;

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

  // First, as the header must be set before anything is sent. Node sets its own idle time-out when a response has finished.
  server.prependListener('request', ({ socket }, response) => {
    if (!direct.has(socket)) return;
    response.setHeader('keep-alive', announced(limits.idleMs));
    response.once('finish', () => {
      if (!socket.destroyed && socket.timeout) socket.setTimeout(limits.idleMs + marginMs);
    });
  });

  function refuse(socket: Socket): void {
    limits.onRefused();
    socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n');
    socket.destroySoon();
  }
}
