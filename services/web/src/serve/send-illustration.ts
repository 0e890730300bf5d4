/** GET /pictures/<sku>.svg: the illustration of a product; a placeholder if there is none. */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { renderIllustration } from '../illustrations/render-illustration.ts';
import { closedPolicy } from './page-policy.ts';

/** A SKU in lower or upper case, with its maximum length. */
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
