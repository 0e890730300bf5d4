/**
 * A page of the catalogue and the exact total: its ids come from the index in memory, its rows from one statement, which also
 * tells whether the index is current. A search without results is retried with corrected words.
 */
import type { listProducts, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import type { ServerRole } from '@mambogo/service/database/replica/store-position.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { CatalogueIndex } from '../domain/catalogue-index.ts';
import { correctTerms } from '../domain/nearest-words.ts';
import type { GroupSummary } from '../domain/product-groups.ts';
import { maxSearchWords, type SearchTerm, termsOfSearch, wordsOf } from '../domain/search-words.ts';
import { findCategory } from './category-store.ts';
import type { IndexedCatalogue } from './indexed-catalogue.ts';
import { toProduct, type ViewRow, viewColumns, viewTables } from './product-view.ts';

export type CatalogueQuery = z.output<typeof listProducts.query>;

/** A reader that meets changes again and again returns what it has: each product's row is current, its place may be late. */
const maxRefreshes = 3;

export async function findProducts(
  manager: EntityManager,
  catalogue: IndexedCatalogue,
  query: CatalogueQuery,
  server: ServerRole = 'primary',
): Promise<ProductPage> {
  const { page, size } = query;
  const terms = query.search === undefined ? undefined : readSearch(query.search);
  const category = query.category === undefined ? undefined : await findCategory(manager, query.category);
  if (terms?.length === 0 || (query.category !== undefined && !category)) return { items: [], page, size, total: 0 };
  for (let refreshes = 0; ; refreshes += 1) {
    const { index, after, applied } = await catalogue.current();
    const { ids, total } = listIds(index, query, category?.id, terms);
    const { rows, changes } = await readRows(manager, ids, after);
    // A replica may not have all changes that the index has.
    const isCurrent = changes === applied || (server === 'replica' && changes < applied);
    if (isCurrent || refreshes === maxRefreshes)
      return { items: inOrder(ids, rows, query.variants === 'each' ? undefined : index), page, size, total };
    await catalogue.refresh();
  }
}

/** @throws 400 if the search has too many words: ignoring some would return wrong results */
function readSearch(search: string): SearchTerm[] {
  const words = wordsOf(search).length;
  if (words > maxSearchWords) {
    const detail = `has ${words} words; ${maxSearchWords} is the maximum`;
    throw new Problem('validation', `?search: ${detail}`, { errors: [{ pointer: '?search', detail }] });
  }
  return termsOfSearch(search);
}

function listIds(
  index: CatalogueIndex,
  { page, size, sort, status = 'active', minPrice, maxPrice, availability, variants }: CatalogueQuery,
  categoryId: CategoryId | undefined,
  terms: readonly SearchTerm[] | undefined,
) {
  const each = variants === 'each';
  const filter = { status, categoryId, minPrice, maxPrice, availability, each, offset: (page - 1) * size, size };
  if (!terms) return index.list({ ...filter, sort: sort ?? 'name' });
  const found = (some: readonly SearchTerm[]) =>
    index.list({ ...filter, sort: sort ?? 'relevance', scores: index.words.scores(some, index.slots()) });
  const listed = found(terms);
  if (listed.total > 0) return listed;
  const corrected = correctTerms(index.words.correctable, index.words.isKnown, terms);
  return corrected ? found(corrected) : listed;
}

/** The driver may return a bigint as a string. */
type Count = number | string;

const countChanges = '(select count(*) from catalogue_change where seq > ?)';

/** @returns the rows, in no order, and how many changes there are after that number */
async function readRows(
  manager: EntityManager,
  ids: readonly ProductId[],
  after: number,
): Promise<{ rows: readonly ViewRow[]; changes: number }> {
  const rows = await manager.query<(ViewRow & { changes: Count })[]>(
    ids.length === 0
      ? `select ${countChanges} as changes`
      : `select ${viewColumns}, ${countChanges} as changes ${viewTables} where p.id in (${ids.map(() => '?').join(',')})`,
    [after, ...ids],
  );
  return { rows: ids.length === 0 ? [] : rows, changes: Number(rows[0]?.changes ?? 0) };
}

function inOrder(
  ids: readonly ProductId[],
  rows: readonly ViewRow[],
  groups: Pick<CatalogueIndex, 'groupOf'> | undefined,
): ProductPage['items'] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [{ ...toProduct(row), ...groupShown(groups?.groupOf(id), row) }] : [];
  });
}

const groupShown = (
  group: GroupSummary | undefined,
  { currency }: ViewRow,
): Pick<ProductPage['items'][number], 'group'> =>
  group
    ? {
        group: {
          size: group.size,
          priceFrom: { amount: group.priceFrom, currency },
          priceTo: { amount: group.priceTo, currency },
        },
      }
    : {};
