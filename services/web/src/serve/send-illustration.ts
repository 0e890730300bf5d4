/** GET /pictures/<sku>.svg: the drawing of a product; what we have none of gets a neutral one. */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { renderIllustration } from '../illustrations/render-illustration.ts';
import { closedPolicy } from './page-policy.ts';

/** A sku in lower or upper case; longer ones are none. */
const name = /^([A-Za-z0-9_-]{3,50})\.svg$/;

export const sendIllustration: RequestHandler<{ file: string }> = (request, response, next) => {
  const sku = name.exec(request.params.file)?.[1]?.toUpperCase();
  if (!sku) return next();
  const picture = renderIllustration(sku);
  response.set({
    'cache-control': 'public, max-age=86400',
    'content-security-policy': closedPolicy,
    etag: `"${createHash('sha256').update(picture).digest('base64url').slice(0, 22)}"`,
  });
  if (request.fresh) return void response.status(304).end();
  response.type('svg').send(picture);
};
