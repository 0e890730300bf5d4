/**
 * Groups of variants in the index of the catalogue: a list shows the best product of each, and how many there are at which prices.
 * Only products with variants cost anything here.
 */
import type { Availability, Product } from '@mambogo/contracts/api/products.ts';
import type { ProductSort } from '@mambogo/contracts/enumerations.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';

/** A product in the index: its place there, and what it is filtered and sorted by. */
export interface Slot {
  readonly id: ProductId;
  readonly slot: number;
  readonly name: string;
  readonly status: Product['status'];
  readonly categoryId: CategoryId;
  /** Minor units. */
  readonly price: number;
  readonly availability: Availability;
  readonly createdAt: Date;
  readonly variantOf?: ProductId | undefined;
}

/** Of the products on sale. Prices in minor units. */
export interface GroupSummary {
  readonly size: number;
  readonly priceFrom: number;
  readonly priceTo: number;
}

export interface ProductGroups {
  replace(before: Slot | undefined, next: Slot): void;
  /** Leaves one match of each group. @returns how many it took away */
  keepBest(matches: Uint8Array, sort: ProductSort, scores: Uint16Array | undefined): number;
  /** undefined: it is alone. */
  summaryOf(id: ProductId): GroupSummary | undefined;
}

/** @param alive all products by id */
export function createProductGroups(alive: ReadonlyMap<ProductId, Slot>): ProductGroups {
  /** The variants of a first product, without that one. */
  const variants = new Map<ProductId, Set<ProductId>>();

  function membersOf(first: ProductId): Slot[] {
    const ids = [first, ...(variants.get(first) ?? [])];
    return ids.flatMap((id) => alive.get(id) ?? []);
  }

  return {
    replace(before, { id, variantOf }) {
      if (before?.variantOf !== variantOf && before?.variantOf !== undefined) {
        const left = variants.get(before.variantOf);
        left?.delete(id);
        if (left?.size === 0) variants.delete(before.variantOf);
      }
      if (variantOf === undefined) return;
      const group = variants.get(variantOf) ?? new Set();
      variants.set(variantOf, group.add(id));
    },
    keepBest(matches, sort, scores) {
      let dropped = 0;
      for (const first of variants.keys()) {
        const found = membersOf(first).filter(({ slot }) => matches[slot] === 1);
        const best = found.reduce((a, b) => (isBetter(b, a, sort, scores) ? b : a), found[0] as Slot);
        for (const { slot } of found) {
          if (slot === best.slot) continue;
          matches[slot] = 0;
          dropped += 1;
        }
      }
      return dropped;
    },
    summaryOf(id) {
      const first = alive.get(id)?.variantOf ?? id;
      if (!variants.has(first)) return undefined;
      const prices = membersOf(first).flatMap(({ status, price }) => (status === 'active' ? price : []));
      if (prices.length < 2) return undefined;
      return { size: prices.length, priceFrom: Math.min(...prices), priceTo: Math.max(...prices) };
    },
  };
}

/** One that can be bought, then the better match, then the price asked for; otherwise the first of the group. */
function isBetter(one: Slot, than: Slot, sort: ProductSort, scores: Uint16Array | undefined): boolean {
  const isThere = ({ availability }: Slot) => (availability === 'out-of-stock' ? 0 : 1);
  const scoreOf = ({ slot }: Slot) => scores?.[slot] ?? 0;
  const byPrice = sort === 'price' ? than.price - one.price : sort === '-price' ? one.price - than.price : 0;
  return (isThere(one) - isThere(than) || scoreOf(one) - scoreOf(than) || byPrice) > 0;
}
