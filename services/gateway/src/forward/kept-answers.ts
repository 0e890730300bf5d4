/**
 * Which answers are kept here, and under which name: pages of the public catalogue (a moment ago is as good as now, and old is
 * better than nothing), and the built files of the pages, whose names change with their content. Never anything that depends
 * on who asks.
 */
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { getProduct, listProducts } from '@mambogo/contracts/api/products.ts';
import type { Request } from 'express';
import { pathOf } from '../arrival/check-address.ts';
import type { Context } from '../context.ts';
import { asset, type Target } from '../edge/route-table.ts';
import type { LastGoodAnswers, OldAnswer } from '../peers/last-good-answers.ts';
import { acceptedEncoding } from './accepted-encoding.ts';

export interface Keeping {
  readonly kept: LastGoodAnswers;
  readonly name: string;
  /** Better an old one than none. */
  readonly whenAway: boolean;
}

const catalogue: ReadonlySet<string> = new Set([listProducts.id, getProduct.id, listCategories.id]);

export function keepingOf(
  { lastGood, assets }: Pick<Context, 'lastGood' | 'assets'>,
  target: Target,
  request: Request,
): Keeping | undefined {
  if (request.method !== 'GET') return undefined;
  if (catalogue.has(target.id)) return { kept: lastGood, name: request.url, whenAway: true };
  if (target !== asset) return undefined;
  return { kept: assets, name: `${acceptedEncoding(request)} ${pathOf(request.url)}`, whenAway: false };
}

/** A file that says it never changes; of the catalogue every page. */
export const mayBeKept = ({ whenAway }: Keeping, headers: OldAnswer['headers']): boolean =>
  whenAway || String(headers['cache-control']).includes('immutable');

/** After it, whoever made the change wants to see it. */
export const changesCatalogue = ({ owner }: Target, method: string): boolean =>
  owner === 'product' && method !== 'GET' && method !== 'HEAD';
