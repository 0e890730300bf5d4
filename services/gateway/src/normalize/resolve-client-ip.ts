/** Begins a request's passage with the one thing all later steps need: whose it is, as far as an address tells. */
import type { RequestHandler } from 'express';
import { beginRequestContext } from '../pipeline/request-context.ts';
import { clientAddress, type IsTrusted } from './client-address.ts';

export const resolveClientIp =
  (isTrusted: IsTrusted): RequestHandler =>
  (request, response, next) => {
    // Several steps have something to do once the answer is through; node warns from the eleventh on.
    response.setMaxListeners(20);
    beginRequestContext(
      request,
      clientAddress(request.socket.remoteAddress, request.get('x-forwarded-for'), isTrusted),
    );
    next();
  };
