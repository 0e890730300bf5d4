/**
 * Bounds the requests of one connection that are not answered yet. A few kilobytes carry dozens of them, node begins with all
 * in one turn of the event loop, and everybody else would wait for that turn's end. Browsers and proxies send the next
 * request when the last is answered; who sends more than a few ahead is hung up on, which RFC 9112 (9.3.2) tells clients to
 * expect.
 */
import type { Socket } from 'node:net';
import type { RequestHandler } from 'express';

/** Requests without an answer on one connection. */
const maxPipelined = 4;

export function limitPipelining(onRefused: () => void): RequestHandler {
  const unanswered = new WeakMap<Socket, number>();
  return ({ socket }, response, next) => {
    // The rest of what was read in one piece with requests that were too many.
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
