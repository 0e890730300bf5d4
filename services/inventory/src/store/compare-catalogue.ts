/**
 * Compares stock rows with the catalogue: every active product has a stock row after some minutes, and every stock row belongs to
 * a product. Part of the invariant monitor (docs/decisions/0049). A run reads a limited number of pages of ids and the next one
 * continues behind them, cyclically, so that a catalogue of any size costs the same.
 */
import {
  type CatalogueIds,
  comparisonDelayMinutes,
  listCatalogueIds,
} from '@mambogo/contracts/api/internal-comparisons.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { InvariantCheck, Violation } from '@mambogo/service/invariants/invariant-monitor.ts';
import type { DataSource } from 'typeorm';

interface StockRow {
  readonly id: ProductId;
  /** Seconds since its last change. */
  readonly age: number;
}

/** Pages per run. */
const maxPages = 20;
/** Limit of reported stock rows without a product per page, enough to see that something is wrong. */
const maxRows = 5_000;

export function catalogueComparison({ database, sidecar }: { database: DataSource; sidecar: Sidecar }): InvariantCheck {
  const known = new Map<string, Violation>();
  let after: ProductId | undefined;

  async function comparePage(): Promise<boolean> {
    // The stock rows are read after the catalogue, so that one created in between is not reported as missing.
    const { items, full } = await callRoute(sidecar, 'product', listCatalogueIds, { query: { after } });
    const last = full ? items.at(-1)?.id : undefined;
    const rows = await stockRows(database, after, last);
    for (const id of known.keys()) if (isBetween(id, after, last)) known.delete(id);
    for (const finding of catalogueDifferences(items, rows)) known.set(finding.id, finding);
    after = last;
    return full;
  }

  return {
    name: `an active product has a stock row within ${comparisonDelayMinutes.stockRow} minutes, and every stock row has a product`,
    async find() {
      for (let page = 0; page < maxPages; page += 1) if (!(await comparePage())) break;
      return [...known.values()];
    },
  };
}

/** Pure. */
export function catalogueDifferences(products: CatalogueIds['items'], rows: readonly StockRow[]): Violation[] {
  const limit = comparisonDelayMinutes.stockRow * 60;
  const stocked = new Set(rows.map(({ id }) => id));
  const listed = new Set(products.map(({ id }) => id));
  return [
    ...products
      .filter(({ id, offered, age }) => offered && age > limit && !stocked.has(id))
      .map(({ id }) => ({ id, detail: 'the product is active, but has no stock row' })),
    ...rows
      .filter(({ id, age }) => age > limit && !listed.has(id))
      .map(({ id }) => ({ id, detail: 'the stock row has no product in the catalogue' })),
  ];
}

const isBetween = (id: string, after: string | undefined, last: string | undefined): boolean =>
  (after === undefined || id > after) && (last === undefined || id <= last);

/** Ids sort alike in both databases: they are lower-case and of equal length. */
const stockRows = (database: DataSource, after: string | undefined, last: string | undefined): Promise<StockRow[]> =>
  database.query(
    `select product_id as id, extract(epoch from now() - updated_at)::float8 as age from stock_item
     where ($1::uuid is null or product_id > $1) and ($2::uuid is null or product_id <= $2)
     order by product_id limit ${maxRows}`,
    [after ?? null, last ?? null],
  );
