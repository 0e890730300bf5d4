/** Slugs for a new product, best first: its name, its name and SKU, and one that no other product can have. Pure. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { ProductSlug } from '@mambogo/contracts/product-slug.ts';
import slugify from '@sindresorhus/slugify';

interface NamedProduct {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
}

export function slugCandidates({ id, sku, name }: NamedProduct): readonly string[] {
  const [byName, bySku] = [name, sku].map((text) => slugify(text, { decamelize: false }));
  return [join(byName), join(byName, bySku), join(byName, bySku, id.slice(-12))].filter(
    (slug) => ProductSlug.safeParse(slug).success,
  );
}

/** The last part is kept whole: it makes the difference. */
function join(...parts: readonly (string | undefined)[]): string {
  const present = parts.filter((part): part is string => part !== undefined && part !== '');
  const last = present.at(-1) ?? '';
  const before = present
    .slice(0, -1)
    .join('-')
    .slice(0, limits.text.category - last.length - 1);
  return [before, last]
    .filter((part) => part !== '')
    .join('-')
    .slice(0, limits.text.category)
    .replaceAll(/-{2,}/g, '-')
    .replace(/-$/, '');
}
