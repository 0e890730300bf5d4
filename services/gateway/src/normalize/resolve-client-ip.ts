/** First step: creates the request's context with the client's IP address, which all later steps need. */
import type { RequestHandler } from 'express';
import { beginRequestContext } from '../pipeline/request-context.ts';
import { clientAddress, type IsTrusted } from './client-address.ts';

export const resolveClientIp =
  (isTrusted: IsTrusted): RequestHandler =>
  (request, response, next) => {
    // Several steps listen for the end of the response; node warns from the eleventh listener on.
    response.setMaxListeners(20);
    beginRequestContext(
      request,
      clientAddress(request.socket.remoteAddress, request.get('x-forwarded-for'), isTrusted),
    );
    next();
  };
