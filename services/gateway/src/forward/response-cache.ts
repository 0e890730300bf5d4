/**
 * Which responses are cached, and under which key: public catalogue responses (fresh for a moment, and served stale when the
 * service is down) and static files, whose names change with their content. Never anything that depends on the caller.
 */
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { getProduct, listProducts } from '@mambogo/contracts/api/products.ts';
import type { Request } from 'express';
import type { Context } from '../context.ts';
import { pathOf } from '../normalize/check-path.ts';
import { assetTarget, type Target } from '../pipeline/route-table.ts';
import type { StaleCache, StaleResponse } from '../upstreams/stale-cache.ts';
import { acceptedEncoding } from './accepted-encoding.ts';

export interface CachePolicy {
  readonly cache: StaleCache;
  readonly cacheKey: string;
  /** A stale response is served when the upstream fails. */
  readonly staleIfError: boolean;
}

const catalogue: ReadonlySet<string> = new Set([listProducts.id, getProduct.id, listCategories.id]);

export function cachePolicyOf(
  { staleCache, assetCache: assets }: Pick<Context, 'staleCache' | 'assetCache'>,
  target: Target,
  request: Request,
): CachePolicy | undefined {
  if (request.method !== 'GET') return undefined;
  if (catalogue.has(target.id)) return { cache: staleCache, cacheKey: request.url, staleIfError: true };
  if (target !== assetTarget) return undefined;
  return { cache: assets, cacheKey: `${acceptedEncoding(request)} ${pathOf(request.url)}`, staleIfError: false };
}

/** Catalogue responses always; files only when marked `immutable`. */
export const isCacheable = ({ staleIfError }: CachePolicy, headers: StaleResponse['headers']): boolean =>
  staleIfError || String(headers['cache-control']).includes('immutable');

/** After a write, the writer expects to see the change. */
export const invalidatesCatalogue = ({ owner }: Target, method: string): boolean =>
  owner === 'product' && method !== 'GET' && method !== 'HEAD';
