/**
 * Entity tags of the catalogue. Pure.
 * A product's is `"<version>.<availability>"`: what a merchant changes, and what stock changes. If-Match compares the
 * version alone, so a sale between reading and saving never costs a merchant their change.
 */
import { createHash } from 'node:crypto';
import type { Product, ProductPage } from '@mambogo/contracts/api/products.ts';

export const productTag = ({ version, availability }: Pick<Product, 'version' | 'availability'>): string =>
  `"${version}.${availability}"`;

/** The version an If-Match (without quotes) asks for; NaN, which equals no version, for a tag that is not ours. */
export const versionOfTag = (tag: string): number => Number(/^(\d+)(\.[a-z-]+)?$/.exec(tag)?.[1] ?? Number.NaN);

/** Weak: says that the page shows the same products in the same state. */
export function pageTag({ items, total }: ProductPage): string {
  const hash = createHash('sha256').update(String(total));
  for (const { id, version, availability } of items) hash.update(`|${id}.${version}.${availability}`);
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}
