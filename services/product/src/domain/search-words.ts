/**
 * Search terms of the catalogue. Pure. A text becomes folded words (fold-text.ts), split at everything that is neither letter nor
 * digit. A product matches if each word of the search is one of its words, in the singular or the plural, or a prefix of one: so
 * `espr` finds espresso, `knives` a knife, `kit-pan-26` a sku. A single letter or digit matches whole words only: as a prefix it
 * would match most of the catalogue, at a cost any client could impose. Scripts without spaces (Chinese, Japanese, Thai ...) are
 * split into pairs of characters, so that any part is found. Products and searches are split alike.
 */

import { foldText } from '@mambogo/service/text/fold-text.ts';
import pluralize from 'pluralize';
import type { ProductDetails } from './product.ts';
import { synonymsOf } from './synonyms.ts';

/** Longer words are cut. */
export const maxWordLength = 50;
/** Each costs an index look-up. */
export const maxSearchWords = 16;

/** Weight of a word by the field it occurs in; the description weighs least. */
const weights = { name: 8, sku: 8, brand: 5, tags: 5, description: 1 } as const;
export const maxWordWeight = weights.name;
/** Misspelt words are compared with words of at least this weight. */
export const minCorrectedWeight = weights.tags;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const runs = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** The same for text without other letters, at a fraction of the cost. */
const ascii = /^[\u0020-\u007e]*$/;
const asciiRuns = /[a-z0-9]+/g;
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');

/** The distinct words of a text, as they occur in it. */
export function wordsOf(text: string): string[] {
  const folded = foldText(text);
  return [...new Set((folded.match(ascii.test(folded) ? asciiRuns : runs) ?? []).map(cut))];
}

export type SearchedTexts = Pick<ProductDetails, keyof typeof weights>;

/** The words a product is found by, with the weight of each. */
export function wordsOfProduct({ name, description, brand, tags, sku }: SearchedTexts): Map<string, number> {
  const words = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of [...wordsOf(text), ...joined(text)].flatMap(indexed))
      words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  add(name, weights.name);
  add(sku, weights.sku);
  add(brand ?? '', weights.brand);
  for (const tag of tags) add(tag, weights.tags);
  add(description, weights.description);
  return words;
}

export interface SearchTerm {
  /** As typed, folded. */
  readonly word: string;
  /** Equivalent words, best first. */
  readonly same: readonly string[];
  /** Whether words that only begin with it match too. */
  readonly prefix: boolean;
}

/** Terms that every matching product must have; none means that nothing can match. */
export function termsOfSearch(search: string): SearchTerm[] {
  const terms = wordsOf(search).flatMap((word): SearchTerm[] => {
    if (isUnspaced.test(word)) return pairs(word).map((pair) => ({ word: pair, same: [], prefix: pair.length === 1 }));
    const same = [singular(word), ...[word, singular(word)].flatMap(synonymsOf)];
    return [{ word, same: [...new Set(same)].filter((one) => one !== word), prefix: [...word].length > 1 }];
  });
  return terms.filter(({ word }, at) => terms.findIndex((term) => term.word === word) === at);
}

const cut = (word: string): string => [...word].slice(0, maxWordLength).join('');

function indexed(word: string): string[] {
  if (!isUnspaced.test(word)) return [...new Set([word, singular(word)])];
  const characters = [...word];
  // A last single character does not begin a pair.
  return [...pairs(word), ...characters.slice(-1)];
}

function pairs(word: string): string[] {
  const characters = [...word];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** English, the language of most catalogues; other languages are treated alike on both sides, and the word itself is kept. */
function singular(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const known = singulars.get(word);
  if (known !== undefined) return known;
  if (singulars.size >= maxSingulars) singulars.clear();
  const own = pluralize.singular(word);
  singulars.set(word, own);
  return own;
}

/** A catalogue repeats its words, and a look-up costs a hundredth of the rules. */
const singulars = new Map<string, string>();
const maxSingulars = 20_000;

/** `T-Shirt` is also found as `tshirt`. */
const joined = (text: string): string[] =>
  !/\p{Pd}/u.test(text)
    ? []
    : (foldText(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? []).map((word) => cut(word.replaceAll('-', '')));
