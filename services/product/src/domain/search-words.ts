/**
 * How the catalogue is searched. Pure. A text becomes words: lower case, without accents, cut at everything that is
 * neither letter nor digit. A product is found when each word of the search begins one of its words, so `espr` finds
 * espresso, `kit-pan-26` a sku, and `cafe` a café. The same cut serves both sides.
 */
import type { ProductDetails } from './product.ts';

/** As long as the column. */
export const wordLength = 50;
const searchWords = 8;

/** The distinct words of a text. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...new Set((plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, wordLength).join('')))];
}

export const wordsOfProduct = ({ name, description, brand, tags, sku }: ProductDetails): string[] =>
  wordsOf([name, brand ?? '', tags.join(' '), sku, description].join(' '));

/** What to look for; no words means that nothing can be found. Longer searches are cut off. */
export const wordsOfSearch = (search: string): string[] => wordsOf(search).slice(0, searchWords);
