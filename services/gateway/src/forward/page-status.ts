/**
 * Status of a product or category page. Web does not know the catalogue, so it responds with 200 whatever the address names.
 * Search engines and link checkers rely on the status: 404 for an unknown product or category, 410 for a retired product, 308
 * for a category's former address. The page itself is web's and shows the same to the user. If the catalogue is unavailable,
 * the status stays 200.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Category, getCategory, listCategories } from '@mambogo/contracts/api/categories.ts';
import { getProduct, Product } from '@mambogo/contracts/api/products.ts';
import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { memoryAccountOf } from '../limits/memory-account.ts';
import { pathOf } from '../normalize/check-path.ts';
import { requestContextOf } from '../pipeline/request-context.ts';
import { responseHeaders } from './response-headers.ts';

const found = 200;
const notFound = 404;
const gone = 410;
const moved = 308;

/** @returns undefined if this page's status does not depend on the catalogue */
export function pageStatus(
  context: Pick<Context, 'upstreams' | 'staleCache' | 'memory' | 'timeouts'>,
  request: Request,
  response: Response,
  signal: AbortSignal,
): Promise<number> | undefined {
  const [, kind, name = ''] = /^\/(product|category)\/([^/]+)\/?$/.exec(pathOf(request.url)) ?? [];
  if (kind === undefined) return undefined;
  const status = kind === 'product' ? productStatus(name) : categoryStatus(name);
  return status.catch(() => found);

  async function productStatus(id: string): Promise<number> {
    // An invalid id cannot exist: no request is made.
    const parsed = getProduct.params.safeParse({ id });
    if (!parsed.success) return notFound;
    const upstreamResponse = await read(getProduct.path.replace('{id}', parsed.data.id));
    if (upstreamResponse.status !== found) return upstreamResponse.status === notFound ? notFound : found;
    return Product.pick({ status: true }).parse(upstreamResponse.body).status === 'retired' ? gone : found;
  }

  async function categoryStatus(slug: string): Promise<number> {
    const { status, body } = await read(listCategories.path);
    if (status !== found) return found;
    const categories = z.array(Category.pick({ slug: true })).parse(body);
    if (categories.some((category) => category.slug === decodeURIComponent(slug))) return found;
    const parsed = getCategory.params.safeParse({ slug });
    if (!parsed.success) return notFound;
    const upstreamResponse = await read(getCategory.path.replace('{slug}', parsed.data.slug));
    const now = upstreamResponse.location?.split('/').at(-1);
    if (upstreamResponse.status !== moved || !now) return upstreamResponse.status === notFound ? notFound : found;
    response.setHeader('location', `/category/${now}${new URL(request.url, 'http://shop').search}`);
    return moved;
  }

  /** The page's own script is about to make the same request, so the response is cached for it. */
  async function read(path: string): Promise<{ status: number; body?: unknown; location?: string }> {
    const fresh = context.staleCache.findFresh(path);
    if (fresh) return { status: found, body: JSON.parse(fresh.body.toString()) };
    const { statusCode, headers, body } = await context.upstreams.call('product', {
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
      // A page waits for its status no longer than one attempt of its own takes.
      signal: AbortSignal.any([signal, AbortSignal.timeout(context.timeouts().read)]),
      client: rateLimitSubject(requestContextOf(request).client),
      reserve: memoryAccountOf(context.memory, request, response).reserve,
    });
    if (!Buffer.isBuffer(body)) {
      body.destroy();
      throw new Error('the memory budget is exhausted: the catalogue response could not be read');
    }
    if (statusCode !== found) return { status: statusCode, location: headers.location };
    context.staleCache.store(path, cachedHeaders(headers, response, body), body);
    return { status: statusCode, body: JSON.parse(body.toString()) };
  }
}

const cachedHeaders = (upstreamHeaders: IncomingHttpHeaders, response: Response, body: Buffer) => ({
  ...responseHeaders(upstreamHeaders, response.getHeaders(), 'product'),
  ...(upstreamHeaders['cache-control'] ? { 'cache-control': upstreamHeaders['cache-control'] } : {}),
  'content-length': String(body.length),
});
