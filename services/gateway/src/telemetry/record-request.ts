/**
 * Access log and request metrics, written when the response closes: the route, not the address; the client's network as a /24;
 * `user` or `guest`, never a token or a subject.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { meter } from '@mambogo/metrics/meter.ts';
import { anonymizeAddress } from '@mambogo/service/http/address-range.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { Request, RequestHandler, Response } from 'express';
import { requestContextOf } from '../pipeline/request-context.ts';

export const recordRequest =
  ({ logger }: { readonly logger: Logger }): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const { socket } = request;
    const sentBefore = socket.bytesWritten;
    // Bound to this request's trace, so that the log line contains it.
    const done = AsyncLocalStorage.bind(() => {
      const { target, client, caller } = requestContextOf(request);
      const route = target?.id ?? 'none';
      const ms = performance.now() - began;
      const status = statusOf(response);
      meter.count('mambogo_gateway_requests_total', { route, status: String(status) });
      // The duration of a stream is up to the client.
      const method = target?.route?.method ?? 'none';
      if (!target?.route?.stream) meter.observe('mambogo_gateway_request_seconds', { route, method }, ms / 1_000);
      logger.info(
        {
          event: 'request.completed',
          method: request.method,
          route,
          status,
          ms: Math.round(ms * 10) / 10,
          bytes: socket.bytesWritten - sentBefore,
          client: caller ? 'user' : anonymousCaller(request),
          from: anonymizeAddress(client),
        },
        'request',
      );
    });
    response.once('close', done);
    next();
  };

/** 499, as in nginx: the client disconnected before there was a response. */
const statusOf = (response: Response): number =>
  response.headersSent || response.writableEnded ? response.statusCode : 499;

const anonymousCaller = ({ headers }: Request): string => (headers.authorization === undefined ? 'guest' : 'unknown');
