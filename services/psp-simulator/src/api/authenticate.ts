/** Authenticates merchants by their API key: Authorization: Bearer <key>. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';

const digest = (text: string) => createHash('sha256').update(text).digest();

export function authenticate(apiKey: string): RequestHandler {
  const expected = digest(`Bearer ${apiKey}`);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.get('authorization') ?? ''), expected))
      throw new Problem('unauthenticated', 'send your API key: Authorization: Bearer <key>');
    next();
  };
}
