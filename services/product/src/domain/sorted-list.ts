/**
 * A list that is sorted whenever it is read. What was added since the last reading is put in place then: a few items one by one,
 * many by sorting all.
 */
export interface SortedList<T> {
  add(item: T): void;
  /** Must be in the list. */
  remove(item: T): void;
  items(): readonly T[];
  /** Index of the first item that is not before this one. */
  lowerBound(item: T): number;
}

/** One insertion moves the items behind it; sorting compares all of them. */
const fewItems = 200;

/** @param compare a total order: only equal items compare as 0 */
export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  let sorted: T[] = [];
  let added: T[] = [];

  function lowerBoundIn(item: T): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(sorted[middle] as T, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function settle(): void {
    if (added.length === 0) return;
    if (added.length > fewItems) sorted = sorted.concat(added).sort(compare);
    else for (const item of added) sorted.splice(lowerBoundIn(item), 0, item);
    added = [];
  }

  return {
    add: (item) => void added.push(item),
    remove(item) {
      settle();
      sorted.splice(lowerBoundIn(item), 1);
    },
    items() {
      settle();
      return sorted;
    },
    lowerBound(item) {
      settle();
      return lowerBoundIn(item);
    },
  };
}
