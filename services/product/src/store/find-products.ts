/** A page of the catalogue, with the number of all that match, in one statement. */
import type { listProducts, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { wordsOfSearch } from '../domain/search-words.ts';
import { shownAvailability, toProduct, type ViewRow, viewColumns, viewTables } from './product-view.ts';

export type CatalogueQuery = z.output<typeof listProducts.query>;

export async function findProducts(manager: EntityManager, query: CatalogueQuery): Promise<ProductPage> {
  const { page, size, sort } = query;
  const { tables, sql, values } = matching(query);
  const count = `select count(*) as total ${tables} where ${sql}`;
  const rows = await manager.query<(ViewRow & { total: Total })[]>(
    `select ${viewColumns}, (${count}) as total ${viewTables} where ${sql} order by ${orders[sort]} limit ? offset ?`,
    [...values, ...values, size, (page - 1) * size],
  );
  let total = rows[0]?.total;
  // Past the last page there is no row to carry the number.
  if (total === undefined && page > 1) total = (await manager.query<{ total: Total }[]>(count, values))[0]?.total;
  return { items: rows.map(toProduct), page, size, total: Number(total ?? 0) };
}

/** The driver may give a bigint as a string. */
type Total = number | string;

/** The id makes the order complete, so that no product is on two pages. */
const orders: Record<CatalogueQuery['sort'], string> = {
  name: 'p.name, p.id',
  '-name': 'p.name desc, p.id desc',
  price: 'p.price, p.id',
  '-price': 'p.price desc, p.id desc',
  createdAt: 'p.created_at, p.id',
  '-createdAt': 'p.created_at desc, p.id desc',
};

function matching({ search, category, minPrice, maxPrice, availability, status = 'active' }: CatalogueQuery) {
  const conditions = [`p.status = ?`];
  const values: unknown[] = [status];
  const where = (condition: string, value: unknown) => {
    conditions.push(condition);
    values.push(value);
  };
  if (category !== undefined) where('p.category_id = (select id from category where slug = ?)', category);
  if (minPrice !== undefined) where('p.price >= ?', minPrice);
  if (maxPrice !== undefined) where('p.price <= ?', maxPrice);
  if (availability !== undefined) where(`${shownAvailability} = ?`, availability);
  if (search !== undefined) {
    const words = wordsOfSearch(search);
    if (words.length === 0) conditions.push('false');
    for (const word of words) where('p.id in (select product_id from product_word where word like ?)', `${word}%`);
  }
  // What has to be counted; what is shown besides is joined to a page alone.
  const tables = availability === undefined ? 'from product p' : viewTables;
  return { tables, sql: conditions.join(' and '), values };
}
