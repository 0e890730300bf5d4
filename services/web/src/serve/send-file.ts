/** Sends a built file in the negotiated encoding, or 304 if the client has it. */
import type { RequestHandler } from 'express';
import type { BuiltPages } from './built-pages.ts';
import { chooseEncoding } from './choose-encoding.ts';
import { closedPolicy } from './page-policy.ts';

const year = 31_536_000;

export const sendFile =
  ({ files }: BuiltPages): RequestHandler =>
  (request, response, next) => {
    const file = files.get(request.path);
    if (!file) return next();
    response.set({
      'cache-control': file.immutable ? `public, max-age=${year}, immutable` : 'no-cache',
      'content-security-policy': closedPolicy,
      etag: file.tag,
      vary: 'accept-encoding',
    });
    if (request.fresh) return void response.status(304).end();
    const encoding = chooseEncoding(request.get('accept-encoding'), [...file.encoded.keys()]);
    if (encoding) response.set('content-encoding', encoding);
    response.set('content-type', file.type).end((encoding && file.encoded.get(encoding)) ?? file.body);
  };
