/** Converts between the URL of a search page and the product query. Pure. */

import { minorUnits } from '@mambogo/contracts/currency/decimals.ts';
import { availabilities, type ProductSort, productSorts } from '@mambogo/contracts/enumerations.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { ProductQuery } from '../../api/catalogue.ts';

export const pageSize = 24;

/** Ignores invalid parameters. */
export function readProductQuery(address: URLSearchParams, currency: string, category?: string): ProductQuery {
  const price = (name: string): number | undefined => {
    const text = address.get(name)?.replace(',', '.');
    const minor = text ? Math.round(Number(text) * minorUnits(currency)) : Number.NaN;
    return minor >= 0 && minor <= limits.amount.max ? minor : undefined;
  };
  const one = <T extends string>(name: string, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === address.get(name));
  const [minPrice, maxPrice] = [price('from'), price('to')];
  const search = address.get('q')?.trim().slice(0, limits.text.search);
  return {
    search: search || undefined,
    category: (category ?? address.get('category')) || undefined,
    minPrice,
    // An inverted range: keep the lower end only.
    maxPrice: minPrice !== undefined && maxPrice !== undefined && maxPrice < minPrice ? undefined : maxPrice,
    availability: one('availability', availabilities),
    sort: one('sort', productSorts) ?? defaultSort(search),
    page: Math.min(Math.max(Number.parseInt(address.get('page') ?? '1', 10) || 1, 1), limits.pages),
    size: pageSize,
  };
}

/** By relevance with a search term, else by name. */
export const defaultSort = (search: string | undefined): ProductSort => (search ? 'relevance' : 'name');

/** The URL with a changed filter: an empty value removes it, and the page number is reset. */
export function withFilter(address: URLSearchParams, changes: Readonly<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams(address);
  next.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}
