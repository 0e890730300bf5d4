/**
 * The catalogue's index (domain/catalogue-index.ts) of this instance: built when it is first needed, kept current by the changes
 * that transactions record, by whichever instance (docs/decisions/0081). A reader compares how many changes there are with how
 * many are applied in the same statement that reads its rows, so what was committed before is always found.
 *
 *   (nothing) --first use--> built --changes--> built;  built --changes lost, or many dead slots--> (nothing)
 */
import type { Availability, Product } from '@mambogo/contracts/api/products.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type CatalogueIndex, createCatalogueIndex } from '../domain/catalogue-index.ts';
import { changePositions, changesAfter, maxChangeAgeMs } from './catalogue-changes.ts';
import { optionsOf, publicAvailability } from './product-view.ts';

type Db = Pick<EntityManager, 'query'>;

export interface CurrentIndex {
  readonly index: CatalogueIndex;
  /** Changes with higher numbers are applied if they are among the `applied` ones. */
  readonly after: number;
  readonly applied: number;
}

export interface IndexedCatalogue {
  /** As of the last refresh. */
  current(): Promise<CurrentIndex>;
  /** Applies what was committed since; concurrent calls share one. */
  refresh(): Promise<void>;
}

interface State {
  readonly index: CatalogueIndex;
  after: number;
  readonly applied: Set<number>;
  readAt: number;
}

const batchSize = 1_000;
/** Every reader counts the changes that are applied and not settled: above this, it is looked whether they have settled. */
const manyChanges = 100;

/** @param lookAgainMs how often that is looked at most */
export function createIndexedCatalogue(db: Db, lookAgainMs = 60_000): IndexedCatalogue {
  let state: State | undefined;
  let running: Promise<void> | undefined;

  async function build(): Promise<State> {
    const { settled: after } = await changePositions(db);
    // Before the products: what is committed meanwhile is applied again.
    const applied = new Set((await changesAfter(db, after)).map(({ seq }) => seq));
    const index = createCatalogueIndex();
    for (let last: ProductId | undefined; ; ) {
      const rows = await readProducts(db, 'p.id > ? order by p.id limit ?', [last ?? '', batchSize]);
      for (const row of rows) index.put(row);
      last = rows.at(-1)?.id;
      if (!last) return { index, after, applied, readAt: performance.now() };
    }
  }

  async function follow(known: State): Promise<boolean> {
    const { newest } = await changePositions(db);
    const changes = await changesAfter(db, known.after);
    const numbers = new Set(changes.map(({ seq }) => seq));
    // The database was restored to an earlier time: what was applied never happened.
    if (newest < known.after || ![...known.applied].every((seq) => numbers.has(seq))) return false;
    const fresh = changes.filter(({ seq }) => !known.applied.has(seq));
    const ids = [...new Set(fresh.map(({ productId }) => productId))];
    for (let at = 0; at < ids.length; at += batchSize) {
      const some = ids.slice(at, at + batchSize);
      for (const row of await readProducts(db, `p.id in (${some.map(() => '?').join(',')})`, some))
        known.index.put(row);
    }
    for (const { seq } of fresh) known.applied.add(seq);
    known.after = changes.findLast(({ isSettled }) => isSettled)?.seq ?? known.after;
    for (const seq of known.applied) if (seq <= known.after) known.applied.delete(seq);
    known.readAt = performance.now();
    return true;
  }

  async function refreshOnce(): Promise<void> {
    const isUsable = state && !state.index.isWorn() && performance.now() - state.readAt < maxChangeAgeMs;
    if (state && isUsable && (await follow(state))) return;
    state = await build();
  }

  const refresh = (): Promise<void> => {
    running ??= refreshOnce().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    refresh,
    async current() {
      if (!state) await refresh();
      // Not waited for: what this reader counts is right as it is. A failure is met by the next one.
      else if (state.applied.size > manyChanges && performance.now() - state.readAt > lookAgainMs)
        refresh().catch(() => undefined);
      if (!state) throw new Error('the index of the catalogue was not built');
      return { index: state.index, after: state.after, applied: state.applied.size };
    },
  };
}

interface Row {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  /** JSON. */
  readonly tags: string;
  readonly price: number | string;
  readonly categoryId: CategoryId;
  readonly status: Product['status'];
  readonly availability: Availability;
  readonly createdAt: Date;
  readonly options: string | null;
  readonly variantOf: ProductId | null;
}

const Tags = z.array(z.string());

async function readProducts(db: Db, where: string, values: readonly unknown[]) {
  const rows = await db.query<Row[]>(
    `select p.id, p.sku, p.name, p.description, p.brand, p.tags, p.price, p.category_id as categoryId, p.status,
       p.options, p.variant_of as variantOf, ${publicAvailability} as availability, p.created_at as createdAt
     from product p left join stock_level s on s.product_id = p.id where ${where}`,
    [...values],
  );
  return rows.map(({ brand, tags, options, variantOf, price, ...row }) => ({
    ...row,
    brand: brand ?? undefined,
    // A variant is found by its values as by tags.
    tags: [...Tags.parse(JSON.parse(tags)), ...optionsOf(options).map(({ value }) => value)],
    variantOf: variantOf ?? undefined,
    price: Number(price),
  }));
}
