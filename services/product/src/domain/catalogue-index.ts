/**
 * All products in memory, by what they are filtered, sorted and found by. A list is one pass over the products in the order asked
 * for, so that its total is exact and its last page costs what the first does: about a millisecond for 100,000 products.
 *
 * A product has a slot. A changed product gets a new one and its old one is dead, so that word-index.ts only ever adds; when more
 * slots are dead than alive the index is built again (`isWorn`).
 */

import type { ProductSort } from '@mambogo/contracts/enumerations.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { createProductFilter, type ProductFacts, type ProductFilters } from './product-filter.ts';
import { createProductGroups, type GroupSummary, type Slot } from './product-groups.ts';
import { maxWordWeight, minCorrectedWeight, type SearchedTexts, wordsOfProduct } from './search-words.ts';
import { createSortedList } from './sorted-list.ts';
import { createWordIndex, maxScore, type WordIndex } from './word-index.ts';

export interface IndexedProduct extends SearchedTexts, ProductFacts {
  readonly id: ProductId;
  readonly createdAt: Date;
  /** The first product of its group. */
  readonly variantOf?: ProductId | undefined;
}

export interface ListedProducts extends ProductFilters {
  readonly sort: ProductSort;
  /** Every product, instead of the best one of each group. */
  readonly each?: boolean;
  /** By slot (word-index.ts); products with 0 are left out. */
  readonly scores?: Uint16Array;
  readonly offset: number;
  readonly size: number;
}

export interface CatalogueIndex {
  readonly words: WordIndex;
  /** Adds a product, or replaces it. */
  put(product: IndexedProduct): void;
  slots(): number;
  isWorn(): boolean;
  list(query: ListedProducts): { readonly ids: readonly ProductId[]; readonly total: number };
  /** Of products with variants. */
  groupOf(id: ProductId): GroupSummary | undefined;
}

const names = new Intl.Collator('en', { sensitivity: 'base' });
const byId = (a: Slot, b: Slot) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.slot - b.slot);

export function createCatalogueIndex(): CatalogueIndex {
  const words = createWordIndex(minCorrectedWeight, maxWordWeight);
  const filter = createProductFilter();
  const alive = new Map<ProductId, Slot>();
  const ids: ProductId[] = [];
  const groups = createProductGroups(alive);
  const orders = {
    name: createSlotOrder((a, b) => names.compare(a.name, b.name) || byId(a, b)),
    price: createSlotOrder((a, b) => a.price - b.price || byId(a, b)),
    createdAt: createSlotOrder((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b)),
  };

  return {
    words,
    slots: () => ids.length,
    isWorn: () => ids.length > 1_000 + 2 * alive.size,
    put({ sku, name, brand, tags, description, ...facts }) {
      const slot = ids.length;
      const before = alive.get(facts.id);
      const next: Slot = { ...facts, name, slot };
      for (const order of Object.values(orders)) order.replace(before, next);
      groups.replace(before, next);
      if (before) filter.drop(before.slot);
      filter.set(slot, facts);
      words.add(slot, wordsOfProduct({ sku, name, brand, tags, description }));
      alive.set(facts.id, next);
      ids.push(facts.id);
    },
    groupOf: groups.summaryOf,
    list({ sort, scores, offset, size, each = false, ...filters }) {
      const matched = filter.match(ids.length, filters, scores);
      const { matches } = matched;
      const total = each ? matched.total : matched.total - groups.keepBest(matches, sort, scores);
      const { order, descending } = orderOf(sort);
      const inOrder = orders[order].slots();
      const page =
        sort === 'relevance' && scores
          ? bestFirst(inOrder, matches, scores, ids.length, offset, size)
          : cut(inOrder, descending, matches, offset, size);
      return { ids: page.map((slot) => ids[slot] as ProductId), total };
    },
  };
}

/** Slots in an order, kept as an array of numbers until a product changes. */
function createSlotOrder(compare: (a: Slot, b: Slot) => number) {
  const sorted = createSortedList<Slot>(compare);
  let slots: Uint32Array | undefined;
  return {
    replace(before: Slot | undefined, next: Slot) {
      if (before) sorted.remove(before);
      sorted.add(next);
      slots = undefined;
    },
    slots: (): Uint32Array => {
      slots ??= Uint32Array.from(sorted.items(), ({ slot }) => slot);
      return slots;
    },
  };
}

function orderOf(sort: ProductSort): { order: 'name' | 'price' | 'createdAt'; descending: boolean } {
  switch (sort) {
    case 'relevance':
    case 'name':
      return { order: 'name', descending: false };
    case '-name':
      return { order: 'name', descending: true };
    case 'price':
      return { order: 'price', descending: false };
    case '-price':
      return { order: 'price', descending: true };
    case 'createdAt':
      return { order: 'createdAt', descending: false };
    case '-createdAt':
      return { order: 'createdAt', descending: true };
  }
}

/** The matching slots of a page; stops behind it. */
function cut(order: Uint32Array, descending: boolean, matches: Uint8Array, offset: number, size: number): number[] {
  const page: number[] = [];
  let found = 0;
  for (let at = 0; at < order.length && page.length < size; at += 1) {
    const slot = order[descending ? order.length - 1 - at : at] as number;
    if (matches[slot] === 0) continue;
    if (found >= offset) page.push(slot);
    found += 1;
  }
  return page;
}

/** Best first, those with the same score by name: counts how many have each score, and so knows the place of each. */
function bestFirst(
  byName: Uint32Array,
  matches: Uint8Array,
  scores: Uint16Array,
  slots: number,
  offset: number,
  size: number,
): number[] {
  const counts = new Uint32Array(maxScore + 1);
  for (let slot = 0; slot < slots; slot += 1) {
    const score = scores[slot] as number;
    if (matches[slot] === 1) counts[score] = (counts[score] as number) + 1;
  }
  /** The place of the next slot with a score; behind the page for those that are not on it. */
  const next = new Uint32Array(maxScore + 1).fill(offset + size);
  let place = 0;
  for (let score = maxScore; score > 0 && place < offset + size; score -= 1) {
    const count = counts[score] as number;
    if (place + count > offset) next[score] = place;
    place += count;
  }
  const page: number[] = [];
  for (let at = 0, left = size; at < byName.length && left > 0; at += 1) {
    const slot = byName[at] as number;
    const score = scores[slot] as number;
    if (matches[slot] === 0) continue;
    const own = next[score] as number;
    if (own >= offset + size) continue;
    next[score] = own + 1;
    if (own < offset) continue;
    page[own - offset] = slot;
    left -= 1;
  }
  return page;
}
