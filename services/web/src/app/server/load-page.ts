/** Reads from the catalogue what a page shows, as the page's own script would, and decides on the status. */
import { shopTextNames } from '@mambogo/contracts/enumerations.ts';
import type { QueryClient } from '@tanstack/react-query';
import { isApiError } from '../api/api-error.ts';
import { categoriesQuery, categoryQuery, productAtQuery, productsQuery } from '../api/catalogue.ts';
import { shopTextQuery, shopTextsQuery } from '../api/shop-texts.ts';
import type { Language } from '../language/languages.ts';
import { categoryPath, type PageName, productPath } from '../page-paths.ts';
import { newestProducts, sameCategory, smallGifts } from '../pages/shop/page-queries.ts';
import { readProductQuery } from '../pages/shop/product-query.ts';
import { shopConfig } from '../shop-config.ts';
import type { PageSubject } from './page-subject.ts';

export type PageStatus =
  | { readonly status: 200 | 410; readonly subject: PageSubject }
  /** The page's script says so to the user. */
  | { readonly status: 404 }
  | { readonly status: 301; readonly location: string };

export const isRendered = (page: PageName): boolean =>
  page === 'home' || page === 'product' || page === 'category' || page === 'text';

/** @throws NetworkError, ApiError: the catalogue is not available */
export async function loadPage(
  queries: QueryClient,
  page: PageName,
  { pathname, search, searchParams }: URL,
  language: Language,
): Promise<PageStatus> {
  const [, , name = ''] = pathname.split('/').map(decodeURIComponent);
  // For the footer; a page without these links is better than none.
  const footer = queries.prefetchQuery(shopTextsQuery);
  try {
    if (page === 'product') return await loadProduct(queries, name, search);
    if (page === 'text') return await loadText(queries, name, language);
    if (page === 'category') return await loadCategory(queries, name, search, searchParams);
    return await loadHome(queries);
  } catch (error) {
    if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return { status: 404 };
    throw error;
  } finally {
    await footer;
  }
}

async function loadText(queries: QueryClient, given: string, language: Language): Promise<PageStatus> {
  const name = shopTextNames.find((one) => one === given);
  if (!name) return { status: 404 };
  const [text] = await Promise.all([
    queries.fetchQuery(shopTextQuery(name, language)),
    queries.fetchQuery(categoriesQuery),
  ]);
  return { status: 200, subject: { page: 'text', text } };
}

async function loadHome(queries: QueryClient): Promise<PageStatus> {
  await Promise.all([
    queries.fetchQuery(categoriesQuery),
    queries.fetchQuery(productsQuery(newestProducts)),
    queries.fetchQuery(productsQuery(smallGifts(shopConfig.giftAmount))),
  ]);
  return { status: 200, subject: { page: 'home' } };
}

async function loadProduct(queries: QueryClient, name: string, search: string): Promise<PageStatus> {
  const [product] = await Promise.all([queries.fetchQuery(productAtQuery(name)), queries.fetchQuery(categoriesQuery)]);
  if (product.slug && product.slug !== name) return { status: 301, location: productPath(product) + search };
  await queries.fetchQuery(productsQuery(sameCategory(product.category.slug)));
  return { status: product.status === 'retired' ? 410 : 200, subject: { page: 'product', product } };
}

async function loadCategory(
  queries: QueryClient,
  slug: string,
  search: string,
  searchParams: URLSearchParams,
): Promise<PageStatus> {
  const categories = await queries.fetchQuery(categoriesQuery);
  // It may be a new category, or a former slug of one.
  const category = categories.find((one) => one.slug === slug) ?? (await queries.fetchQuery(categoryQuery(slug)));
  if (category.slug !== slug) return { status: 301, location: categoryPath(category.slug) + search };
  const list = await queries.fetchQuery(productsQuery(readProductQuery(searchParams, shopConfig.currency, slug)));
  if (list.page > 1 && list.items.length === 0) return { status: 404 };
  return { status: 200, subject: { page: 'category', category, list } };
}
