/**
 * GET /sitemap.xml (https://www.sitemaps.org/protocol.html): the index, with one list of pages and categories, and lists of at
 * most 50,000 products in the order in which they were added. Lists are read in parts and sent as they come, so that no catalogue
 * is too large. GET /robots.txt names the index.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listSitemapProducts } from '@mambogo/contracts/api/internal-sitemap.ts';
import { listShopTexts } from '@mambogo/contracts/api/shop-texts.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { html } from '@mambogo/service/http/html.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler, Response } from 'express';
import { categoryPath, pagePaths, productPath, textPath } from '../app/page-paths.ts';
import { closedPolicy } from './page-policy.ts';

/** Limit of the protocol. */
export const urlsPerList = 50_000;

export interface SitemapContext {
  readonly sidecar: Pick<Sidecar, 'invoke'>;
  readonly sources: { readonly publicUrl: string };
}

export const sendSitemapIndex =
  ({ sidecar, sources: { publicUrl } }: SitemapContext): RequestHandler =>
  async (_request, response) => {
    const { total = 0 } = await upstream(callRoute(sidecar, 'product', listSitemapProducts, { query: { skip: 0 } }));
    const lists = Array.from({ length: Math.ceil(total / urlsPerList) }, (_, at) => `/sitemap-products-${at + 1}.xml`);
    const entries = ['/sitemap-pages.xml', ...lists].map(
      (path) => html`<sitemap><loc>${publicUrl + path}</loc></sitemap>\n`.text,
    );
    await send(response, 'sitemapindex', entries);
  };

/** Home, categories, and texts of the shop. */
export const sendPagesSitemap =
  ({ sidecar, sources: { publicUrl } }: SitemapContext): RequestHandler =>
  async (_request, response) => {
    const [categories, texts] = await upstream(
      Promise.all([callRoute(sidecar, 'product', listCategories), callRoute(sidecar, 'product', listShopTexts)]),
    );
    const names = new Set(texts.map(({ name }) => name));
    const paths = [pagePaths.home, ...categories.map(({ slug }) => categoryPath(slug)), ...[...names].map(textPath)];
    await send(
      response,
      'urlset',
      paths.map((path) => urlEntry(publicUrl + path)),
    );
  };

export const sendProductsSitemap =
  ({ sidecar, sources: { publicUrl } }: SitemapContext): RequestHandler<{ number: string }> =>
  async (request, response) => {
    const number = Number(request.params.number);
    if (!(number >= 1 && number <= 1_000)) throw new Problem('not-found', 'there is no such list');
    const read = (query: { after?: ProductId; skip?: number }) =>
      upstream(callRoute(sidecar, 'product', listSitemapProducts, { query: { skip: 0, ...query } }));
    const first = await read({ skip: (number - 1) * urlsPerList });
    if (first.items.length === 0) throw new Problem('not-found', 'there is no such list');
    async function* entries() {
      let left = urlsPerList;
      for (let page = first; ; page = await read({ after: page.items.at(-1)?.id })) {
        yield page.items
          .slice(0, left)
          .map((product) => urlEntry(publicUrl + productPath(product), product.updatedAt))
          .join('');
        left -= page.items.length;
        if (!page.full || left <= 0) return;
      }
    }
    await send(response, 'urlset', entries());
  };

const urlEntry = (address: string, changed?: string): string =>
  html`<url><loc>${address}</loc>${changed === undefined ? undefined : html`<lastmod>${changed}</lastmod>`}</url>\n`
    .text;

async function send(
  response: Response,
  root: 'sitemapindex' | 'urlset',
  entries: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  response.set({ 'cache-control': 'no-cache', 'content-security-policy': closedPolicy }).type('xml');
  async function* document() {
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`;
    yield* entries;
    yield `</${root}>\n`;
  }
  await pipeline(Readable.from(document()), response);
}

/** Crawlers come back. Not 503: the gateway would count it as a failure of this service. */
const upstream = <T>(call: Promise<T>): Promise<T> =>
  call.catch((cause: unknown) => {
    throw new Problem('overloaded', 'the catalogue is temporarily unavailable; try again later', {}, { cause });
  });

/** Pages of one person, of staff, and lists without end. */
const privatePaths = ['account', 'auth', 'callback', 'cart', 'checkout', 'merchant', 'ops', 'orders', 'search?'];

export const sendRobots =
  ({ sources: { publicUrl } }: SitemapContext): RequestHandler =>
  (_request, response) => {
    const lines = ['User-agent: *', ...privatePaths.map((path) => `Disallow: /${path}`)];
    response
      .set({ 'cache-control': 'no-cache', 'content-security-policy': closedPolicy })
      .type('text')
      .send(`${[...lines, '', `Sitemap: ${publicUrl}/sitemap.xml`].join('\n')}\n`);
  };
