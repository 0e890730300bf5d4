/** The form state of a product, all as text, and its conversion from a product. Pure. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { formatMoneyInput } from '../parse-money.ts';

export interface ImageDraft {
  /** Stable key of an image while it is moved; unique within a draft. */
  readonly key: string;
  readonly url: string;
  readonly alt: string;
}

export interface ProductDraft {
  readonly sku: string;
  /** Empty: from the name, or unchanged. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** In major units, formatted for the locale. */
  readonly price: string;
  /** Category slug. */
  readonly category: string;
  readonly brand: string;
  /** Separated by commas. */
  readonly tags: string;
  readonly images: readonly ImageDraft[];
}

export type DraftField = keyof ProductDraft;

export const emptyDraft: ProductDraft = {
  sku: '',
  slug: '',
  name: '',
  description: '',
  price: '',
  category: '',
  brand: '',
  tags: '',
  images: [],
};

export const draftOf = (product: Product, locale: string): ProductDraft => ({
  sku: product.sku,
  slug: product.slug ?? '',
  name: product.name,
  description: product.description,
  price: formatMoneyInput(product.price.amount, locale, product.price.currency),
  category: product.category.slug,
  brand: product.brand ?? '',
  tags: product.tags.join(', '),
  images: product.images.map(({ url, alt }, index) => ({ key: `${index}-${url}`, url, alt })),
});

export const tagsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
