/** The form state of a product, all as text, and its conversion from a product. Pure. */
import type { ProductOption } from '@mambogo/contracts/api/product-group.ts';
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
  /** Separated by commas: `Size: M, Colour: Red`. */
  readonly options: string;
  /** The first product of its group; empty: none. */
  readonly variantOf: string;
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
  options: '',
  variantOf: '',
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
  options: optionsText(product.options),
  variantOf: product.variantOf ?? '',
  images: product.images.map(({ url, alt }, index) => ({ key: `${index}-${url}`, url, alt })),
});

/** A further variant like this product: what differs is left to the merchant. */
export const variantDraftOf = (product: Product, locale: string): ProductDraft => ({
  ...draftOf(product, locale),
  sku: '',
  slug: '',
  variantOf: product.variantOf ?? product.id,
});

const optionsText = (options: Product['options'] = []): string =>
  options.map(({ name, value }) => `${name}: ${value}`).join(', ');

/** undefined: a part is not of the form `Size: M`. */
export function optionsOf(typed: string): ProductOption[] | undefined {
  const parts = tagsOf(typed).map((part) => /^([^:]+):(.+)$/.exec(part));
  const options = parts.flatMap((found) => (found ? { name: part(found[1]), value: part(found[2]) } : []));
  return options.length === parts.length && options.every(({ name, value }) => name && value) ? options : undefined;
}

const part = (text = ''): string => text.trim();

export const tagsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
