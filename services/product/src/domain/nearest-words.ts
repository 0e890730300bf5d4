/**
 * Corrects typos: a word that is no prefix in the catalogue is replaced by words of names, brands and tags that are one edit
 * away, or two for a long word. Pure.
 */
import { distance } from 'fastest-levenshtein';
import type { SearchTerm } from './search-words.ts';

/** From this length on a word is long enough to tell a typo from another word. */
const minCorrectedLength = 4;
const twoEditsFromLength = 8;
const maxCandidates = 5;

/** Words with the set of letters of each, by which most are ruled out at once. */
export interface KnownWords {
  add(word: string): void;
  readonly words: readonly string[];
  readonly letters: readonly number[];
}

export function createKnownWords(given: readonly string[] = []): KnownWords {
  const words = [...given];
  const letters = words.map(lettersOf);
  return {
    words,
    letters,
    add(word) {
      words.push(word);
      letters.push(lettersOf(word));
    },
  };
}

/**
 * The terms, with corrections for those without results; undefined if there is nothing to correct.
 * @param isKnown whether a product has one of the term's words
 */
export function correctTerms(
  known: KnownWords,
  isKnown: (term: SearchTerm) => boolean,
  terms: readonly SearchTerm[],
): SearchTerm[] | undefined {
  const isWrong = (term: SearchTerm) => term.prefix && term.word.length >= minCorrectedLength && !isKnown(term);
  if (!terms.some(isWrong)) return undefined;
  return terms.map((term) => (isWrong(term) ? { ...term, same: nearest(term.word, known) } : term));
}

/** The nearest known words, all at the same distance. */
export function nearest(typed: string, { words, letters }: KnownWords): readonly string[] {
  const maxEdits = typed.length >= twoEditsFromLength ? 2 : 1;
  const own = lettersOf(typed);
  const near: { word: string; edits: number }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    // An edit changes at most two letters of the set.
    if (bitsOf((letters[at] as number) ^ own) > 2 * maxEdits) continue;
    const word = words[at] as string;
    if (word.length < minCorrectedLength - 1 || Math.abs(word.length - typed.length) > maxEdits) continue;
    const edits = editDistance(typed, word);
    if (edits <= maxEdits) near.push({ word, edits });
  }
  near.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1));
  return near
    .filter((one) => one.edits === near[0]?.edits)
    .slice(0, maxCandidates)
    .map(({ word }) => word);
}

/** The set of a word's letters, as bits; different letters may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitsOf(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Swapping two adjacent letters counts as one edit. */
function editDistance(typed: string, word: string): number {
  const far = distance(typed, word);
  if (far !== 2 || typed.length !== word.length) return far;
  const at = [...typed].findIndex((letter, index) => letter !== word[index]);
  return typed[at] === word[at + 1] && typed[at + 1] === word[at] && typed.slice(at + 2) === word.slice(at + 2) ? 1 : 2;
}
