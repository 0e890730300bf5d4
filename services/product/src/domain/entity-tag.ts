/**
 * Entity tags of the catalogue. Pure.
 * A product's is `"<version>.<availability>.<category>"`: what a merchant changes, what stock changes, and the category's current
 * name with the slug that a product of an earlier release got; of one with variants also what these show. If-Match compares the version
 * alone, so that a sale or a renamed category between reading and saving does not reject a
 * merchant's change.
 */
import { createHash } from 'node:crypto';
import type { Product, ProductPage } from '@mambogo/contracts/api/products.ts';

type Tagged = Pick<Product, 'version' | 'availability' | 'category' | 'slug' | 'variants' | 'group'>;

export const productTag = ({ version, availability, category, slug, variants, group }: Tagged): string => {
  const others = variants || group ? [JSON.stringify([variants, group])] : [];
  return `"${version}.${availability}.${hashOf(category.slug, category.name, slug ?? '', ...others).slice(0, 6)}"`;
};

/** The version in an If-Match (without quotes); NaN, which equals no version, for a foreign tag. */
export const versionOfTag = (tag: string): number =>
  Number(/^(\d+)(\.[a-z-]+(\.[\w-]+)?)?$/.exec(tag)?.[1] ?? Number.NaN);

/** Weak: the page shows the same products in the same state. */
export function pageTag({ items, total }: ProductPage): string {
  const states = items.map((product) => `${product.id} ${productTag(product)}`);
  return `W/"${hashOf(String(total), ...states).slice(0, 27)}"`;
}

const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
