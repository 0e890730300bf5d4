/** GET /pictures/<sku>.svg: the illustration of a product, a placeholder if there is none; `.png`: the same for previews of links. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { renderIllustration } from '../illustrations/render-illustration.ts';
import { closedPolicy } from './page-policy.ts';
import type { PreviewPictures } from './preview-pictures.ts';

/** A SKU in lower or upper case, with its maximum length. */
const name = /^([A-Za-z0-9_-]{3,50})\.(svg|png)$/;

export const sendIllustration =
  (previews: PreviewPictures): RequestHandler<{ file: string }> =>
  async (request, response, next) => {
    const [, given = '', type] = name.exec(request.params.file) ?? [];
    const sku = given.toUpperCase();
    if (!sku) return next();
    if (type === 'svg') return send(request, response, 'svg', renderIllustration(sku));
    const picture = await previews(sku);
    // Not an error: a preview with the shop's icon is better than none.
    if (picture) send(request, response, 'png', picture);
    else response.redirect(302, '/icon-512.png');
  };

function send(request: Request<{ file: string }>, response: Response, type: string, picture: string | Buffer): void {
  response.set({
    'cache-control': 'public, max-age=86400',
    'content-security-policy': closedPolicy,
    etag: `"${createHash('sha256').update(picture).digest('base64url').slice(0, 22)}"`,
  });
  if (request.fresh) response.status(304).end();
  else response.type(type).send(picture);
}
