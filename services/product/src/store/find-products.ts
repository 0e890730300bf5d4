/** A page of the catalogue and the total count, in one statement; a search without results takes two more. */
import type { listProducts, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { type Corrections, createCorrections } from './corrections.ts';
import { publicAvailability, toProduct, type ViewRow, viewColumns, viewTables } from './product-view.ts';
import { readSearch, type SearchSql, searchSql } from './search-products.ts';

export type CatalogueQuery = z.output<typeof listProducts.query>;

const sharedCorrections = createCorrections();

export async function findProducts(
  manager: EntityManager,
  query: CatalogueQuery,
  corrections: Corrections = sharedCorrections,
): Promise<ProductPage> {
  if (query.search === undefined) return readPage(manager, query);
  const terms = readSearch(query.search);
  if (terms.length === 0) return { items: [], page: query.page, size: query.size, total: 0 };
  const found = await readPage(manager, query, searchSql(terms));
  if (found.total > 0) return found;
  const corrected = await corrections.correct(manager, terms);
  return corrected ? readPage(manager, query, searchSql(corrected)) : found;
}

/**
 * Columns that are needed neither for counting nor for sorting are joined to the page only. With a search, the ids of all matches
 * are sorted first.
 */
async function readPage(manager: EntityManager, query: CatalogueQuery, found?: SearchSql): Promise<ProductPage> {
  const { page, size, sort = found ? 'relevance' : 'name' } = query;
  const { sql, values } = conditions(query);
  const matching = query.availability === undefined ? 'from product p' : viewTables;
  const joined = found ? `${matching} join ${found.sql} m on m.product_id = p.id` : matching;
  const count = `select count(*) as total ${joined} where ${sql}`;
  const all = [...(found?.values ?? []), ...values];
  const cut = [size, (page - 1) * size];
  const order = orderBy[sort === 'relevance' && !found ? 'name' : sort];
  const rows = await manager.query<(ViewRow & { total: Total })[]>(
    found
      ? `select ${viewColumns}, m.total ${viewTables} join (
           select p.id, m.score, count(*) over () as total ${joined} where ${sql} order by ${order} limit ? offset ?
         ) m on m.id = p.id order by ${order}`
      : `select ${viewColumns}, (${count}) as total ${viewTables} where ${sql} order by ${order} limit ? offset ?`,
    found ? [...all, ...cut] : [...all, ...all, ...cut],
  );
  let total = rows[0]?.total;
  // Past the last page there is no row with the total.
  if (total === undefined && page > 1) total = (await manager.query<{ total: Total }[]>(count, all))[0]?.total;
  return { items: rows.map(toProduct), page, size, total: Number(total ?? 0) };
}

/** The driver may return a bigint as a string. */
type Total = number | string;

/** The id makes the order total, so that no product is on two pages. */
const orderBy: Record<NonNullable<CatalogueQuery['sort']>, string> = {
  relevance: 'm.score desc, p.name, p.id',
  name: 'p.name, p.id',
  '-name': 'p.name desc, p.id desc',
  price: 'p.price, p.id',
  '-price': 'p.price desc, p.id desc',
  createdAt: 'p.created_at, p.id',
  '-createdAt': 'p.created_at desc, p.id desc',
};

function conditions({ category, minPrice, maxPrice, availability, status = 'active' }: CatalogueQuery) {
  const all = [`p.status = ?`];
  const values: unknown[] = [status];
  const where = (condition: string, value: unknown) => {
    all.push(condition);
    values.push(value);
  };
  if (category !== undefined) {
    const former = 'select category_id from category_former_slug where slug = ?';
    where(`p.category_id = coalesce((select id from category where slug = ?), (${former}))`, category);
    values.push(category);
  }
  if (minPrice !== undefined) where('p.price >= ?', minPrice);
  if (maxPrice !== undefined) where('p.price <= ?', maxPrice);
  if (availability !== undefined) where(`${publicAvailability} = ?`, availability);
  return { sql: all.join(' and '), values };
}
