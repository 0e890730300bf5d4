/**
 * The words that products are found by, in memory: for each word the products that have it, with the word's weight. A product is
 * a slot, a small number that is never used for another (catalogue-index.ts), so nothing is ever removed.
 *
 * A search costs a step for each product that has one of its words, which is nanoseconds: a word of 100,000 products takes less
 * than a millisecond.
 */

import { createKnownWords, type KnownWords } from './nearest-words.ts';
import type { SearchTerm } from './search-words.ts';
import { createSortedList } from './sorted-list.ts';

export interface WordIndex {
  /** @param words each with its weight, from 1 to 15 */
  add(slot: number, words: ReadonlyMap<string, number>): void;
  /**
   * A score by slot, 0 where a term is missing: an exact match counts four times its weight, a synonym three times, a prefix twice.
   * Valid until the next call.
   */
  scores(terms: readonly SearchTerm[], slots: number): Uint16Array;
  /** Whether a product has one of the term's words. */
  isKnown(term: SearchTerm): boolean;
  /** All words with at least the weight that corrections need (search-words.ts). */
  readonly correctable: KnownWords;
}

/** Numbers and most skus are no words that are misspelt. */
const hasDigit = /\p{N}/u;

/** No search reaches this score: it has fewer than 512 terms, pairs of characters included, each worth at most 32. */
export const maxScore = 4 * 8 * 512;

interface Entry {
  readonly word: string;
  /** Slot and weight in one number each, in ascending order. */
  readonly postings: number[];
  isCorrectable: boolean;
}

/** @param minCorrectedWeight of `correctable` words @param maxWeight the highest weight */
export function createWordIndex(minCorrectedWeight: number, maxWeight: number): WordIndex {
  const entries = new Map<string, Entry>();
  const sorted = createSortedList<Pick<Entry, 'word'>>((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
  const correctable = createKnownWords();
  /** By slot, 0 but for `candidates`. */
  let total = new Uint16Array(0);
  /** By slot, 0 but while a term is scored. */
  let best = new Uint8Array(0);
  /** Slots that have all terms so far: the first `count` of them. */
  let candidates = new Uint32Array(0);
  let count = 0;

  const range = (prefix: string) =>
    [sorted.lowerBound({ word: prefix }), sorted.lowerBound({ word: `${prefix}\uffff` })] as const;

  /** The entries of a term that begin with its word, other than those of whole words. */
  function longerWords({ word, same, prefix }: SearchTerm): Entry[] {
    if (!prefix) return [];
    const [first, last] = range(word);
    const whole = new Set([word, ...same]);
    const longer: Entry[] = [];
    const all = sorted.items() as readonly Entry[];
    for (let at = first; at < last; at += 1) if (!whole.has((all[at] as Entry).word)) longer.push(all[at] as Entry);
    return longer;
  }

  /** All slots with the word become candidates. */
  function collect({ postings }: Entry, factor: number): void {
    for (let at = 0; at < postings.length; at += 1) {
      const posting = postings[at] as number;
      const slot = posting >>> 4;
      const score = (posting & 15) * factor;
      const before = best[slot] as number;
      if (before === 0) {
        candidates[count] = slot;
        count += 1;
      }
      if (score > before) best[slot] = score;
    }
  }

  /** Candidates with the word are scored: by a look-up of each where they are few. */
  function raise({ postings }: Entry, factor: number): void {
    if (count * 20 < postings.length)
      for (let at = 0; at < count; at += 1) {
        const slot = candidates[at] as number;
        const posting = postings[lowerBound(postings, slot << 4)] ?? -1;
        if (posting >>> 4 === slot) best[slot] = Math.max(best[slot] as number, (posting & 15) * factor);
      }
    else
      for (let at = 0; at < postings.length; at += 1) {
        const posting = postings[at] as number;
        const slot = posting >>> 4;
        const score = (posting & 15) * factor;
        if (total[slot] !== 0 && score > (best[slot] as number)) best[slot] = score;
      }
  }

  function hasBelow(score: number): boolean {
    for (let at = 0; at < count; at += 1) if ((best[candidates[at] as number] as number) < score) return true;
    return false;
  }

  /** Candidates without the term that was scored are none any more. */
  function keepScored(isFirst: boolean): void {
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = candidates[at] as number;
      const own = best[slot] as number;
      best[slot] = 0;
      total[slot] = own === 0 ? 0 : own + (isFirst ? 0 : (total[slot] as number));
      if (own === 0) continue;
      candidates[kept] = slot;
      kept += 1;
    }
    count = kept;
  }

  function scoreTerm(
    term: SearchTerm,
    score: (entry: Entry, factor: number) => void,
    canBeBetter: () => boolean,
  ): void {
    const whole = (word: string, factor: number) => {
      const entry = entries.get(word);
      if (entry) score(entry, factor);
    };
    whole(term.word, 4);
    for (const one of term.same) whole(one, 3);
    if (canBeBetter()) for (const entry of longerWords(term)) score(entry, 2);
  }

  /** How many products a term may be in; exact for whole words only. */
  function frequency({ word, same, prefix }: SearchTerm): number {
    const whole = [word, ...same].reduce((sum, one) => sum + (entries.get(one)?.postings.length ?? 0), 0);
    if (!prefix) return whole;
    const [first, last] = range(word);
    return whole + last - first;
  }

  function clear(slots: number): void {
    for (let at = 0; at < count; at += 1) total[candidates[at] as number] = 0;
    count = 0;
    if (total.length >= slots) return;
    total = new Uint16Array(slots * 2);
    best = new Uint8Array(slots * 2);
    candidates = new Uint32Array(slots * 2);
  }

  return {
    correctable,
    add(slot, words) {
      for (const [word, weight] of words) {
        const posting = (slot << 4) | weight;
        const known = entries.get(word);
        const entry = known ?? { word, postings: [], isCorrectable: false };
        entry.postings.push(posting);
        if (!known) {
          entries.set(word, entry);
          sorted.add(entry);
        }
        if (weight >= minCorrectedWeight && !entry.isCorrectable && !hasDigit.test(word)) {
          entry.isCorrectable = true;
          correctable.add(word);
        }
      }
    },
    scores(terms, slots) {
      clear(slots);
      const [rarest, ...others] = terms.toSorted((a, b) => frequency(a) - frequency(b));
      if (!rarest) return total;
      scoreTerm(rarest, collect, () => true);
      keepScored(true);
      for (const term of others) {
        if (count === 0) break;
        // A longer word counts twice its weight at most, so it changes nothing for who has a whole word of that worth.
        scoreTerm(term, raise, () => hasBelow(2 * maxWeight));
        keepScored(false);
      }
      return total;
    },
    isKnown({ word, same, prefix }) {
      if (entries.has(word) || same.some((one) => entries.has(one))) return true;
      const [first, last] = range(word);
      return prefix && last > first;
    },
  };
}

/** Index of the first number that is not lower. */
function lowerBound(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
