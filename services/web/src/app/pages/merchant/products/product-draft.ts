/** A product as it is typed: all text, whatever it is worth; and what a product looks like typed. Pure. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { formatMoneyInput } from '../parse-money.ts';

export interface ImageDraft {
  /** Tells pictures apart while they are moved; unique within a draft. */
  readonly key: string;
  readonly url: string;
  readonly alt: string;
}

export interface ProductDraft {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** In major units, as people of the locale write them. */
  readonly price: string;
  /** A category's slug. */
  readonly category: string;
  readonly brand: string;
  /** Separated by commas. */
  readonly tags: string;
  readonly images: readonly ImageDraft[];
}

export type DraftField = keyof ProductDraft;

export const emptyDraft: ProductDraft = {
  sku: '',
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
