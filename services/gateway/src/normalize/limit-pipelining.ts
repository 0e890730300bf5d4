/**
 * Bounds the pending requests of one connection. A few kilobytes can carry dozens of pipelined requests, which node starts in
 * one turn of the event loop while all other clients wait. Browsers and proxies send the next request after the response to
 * the previous one; a client that sends more than a few ahead is disconnected, which RFC 9112 (9.3.2) tells clients to expect.
 */
import type { Socket } from 'node:net';
import type { RequestHandler } from 'express';

/** Pending requests on one connection. */
const maxPipelined = 4;

export function limitPipelining(onRefused: () => void): RequestHandler {
  const unanswered = new WeakMap<Socket, number>();
  return ({ socket }, response, next) => {
    // Further requests that were read together with the one that exceeded the limit.
    if (socket.destroyed) return;
    const count = (unanswered.get(socket) ?? 0) + 1;
    if (count > maxPipelined) {
      onRefused();
      socket.destroy();
      return;
    }
    unanswered.set(socket, count);
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    next();
  };
}
