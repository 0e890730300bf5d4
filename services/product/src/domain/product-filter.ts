/** What products are filtered by, as a number for each in one array per field, so that a filter reads a few bytes per product. */
import type { Availability, Product } from '@mambogo/contracts/api/products.ts';
import { availabilities, productStatuses } from '@mambogo/contracts/enumerations.ts';
import type { CategoryId } from '@mambogo/contracts/ids.ts';

export interface ProductFacts {
  readonly status: Product['status'];
  readonly categoryId: CategoryId;
  /** Minor units. */
  readonly price: number;
  readonly availability: Availability;
}

export interface ProductFilters {
  readonly status: Product['status'];
  readonly categoryId?: CategoryId | undefined;
  /** Minor units, both included. */
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly availability?: Availability | undefined;
}

export interface ProductFilter {
  set(slot: number, product: ProductFacts): void;
  /** The slot matches nothing from now on. */
  drop(slot: number): void;
  /** 1 for each slot that matches, and how many do; valid until the next call. @param scores those with 0 are left out */
  match(
    slots: number,
    filters: ProductFilters,
    scores?: Uint16Array,
  ): { readonly matches: Uint8Array; readonly total: number };
}

/** Of a dead slot. */
const none = 255;

export function createProductFilter(): ProductFilter {
  const categories = new Map<CategoryId, number>();
  let statuses = new Uint8Array(1_024);
  let stock = new Uint8Array(1_024);
  let inCategory = new Uint32Array(1_024);
  let prices = new Float64Array(1_024);
  let matches = new Uint8Array(1_024);

  function grow(): void {
    const size = matches.length * 2;
    const larger = <T extends Uint8Array | Uint32Array | Float64Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    statuses = larger(new Uint8Array(size), statuses);
    stock = larger(new Uint8Array(size), stock);
    inCategory = larger(new Uint32Array(size), inCategory);
    prices = larger(new Float64Array(size), prices);
    matches = new Uint8Array(size);
  }

  function categoryNumber(id: CategoryId): number {
    const known = categories.get(id) ?? categories.size;
    categories.set(id, known);
    return known;
  }

  return {
    set(slot, { status, categoryId, price, availability }) {
      if (slot >= matches.length) grow();
      statuses[slot] = productStatuses.indexOf(status);
      stock[slot] = availabilities.indexOf(availability);
      inCategory[slot] = categoryNumber(categoryId);
      prices[slot] = price;
    },
    drop(slot) {
      statuses[slot] = none;
    },
    match(slots, { status, categoryId, minPrice = 0, maxPrice = Number.POSITIVE_INFINITY, availability }, scores) {
      const wantedStatus = productStatuses.indexOf(status);
      const wantedStock = availability === undefined ? none : availabilities.indexOf(availability);
      const wantedCategory = categoryId === undefined ? -1 : categoryNumber(categoryId);
      let total = 0;
      for (let slot = 0; slot < slots; slot += 1) {
        const price = prices[slot] as number;
        const isMatch =
          statuses[slot] === wantedStatus &&
          (scores === undefined || scores[slot] !== 0) &&
          (wantedCategory === -1 || inCategory[slot] === wantedCategory) &&
          (wantedStock === none || stock[slot] === wantedStock) &&
          price >= minPrice &&
          price <= maxPrice;
        matches[slot] = isMatch ? 1 : 0;
        if (isMatch) total += 1;
      }
      return { matches, total };
    },
  };
}
