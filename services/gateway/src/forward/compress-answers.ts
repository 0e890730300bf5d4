/**
 * Compresses API responses with brotli or gzip for clients that accept it. Not compressed: streams (every chunk is sent as it
 * arrives), responses below a kilobyte (they fit into one packet), and responses of web and identity.
 *
 * BREACH reads secrets from the length of compressed responses: it needs a secret and attacker-controlled text in one body, and
 * a victim's browser that sends the request with the victim's credentials. The API's credentials are in an Authorization header,
 * which a foreign page cannot make a browser send; a guest's cookie is SameSite=Lax, and a cart response contains neither a
 * secret nor reflected input. Identity's pages and tokens are requested with cookies and do contain secrets, so they are never
 * compressed.
 */
import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';
import { targetOf } from '../pipeline/request-context.ts';

/** Brotli level, of 11: 0.16 CPU-ms for 24 products; level 5 takes twice as long for 6 % less. */
const quality = 4;
/** Bytes. */
const threshold = 1_024;

const compress = compression({
  threshold,
  filter: (request, response) =>
    isCompressed(response.getHeader('content-type')) && compression.filter(request, response),
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: quality } },
});

const isCompressed = (type: unknown): boolean => /^application\/(?:problem\+)?json/.test(String(type));

export const compressAnswers: RequestHandler = (request, response, next) => {
  const { route, owner } = targetOf(request);
  if (!route || route.stream || owner === 'identity') return next();
  compress(request, response, next);
};
