/**
 * Converts a draft to the request body, or to errors by field. Errors use JSON Pointers like the validation problems of the API,
 * so both are shown alike. The product service validates again. Pure.
 */

import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import type { ProductOption } from '@mambogo/contracts/api/product-group.ts';
import type { ProductInput } from '@mambogo/contracts/api/products.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { parseMoney } from '../parse-money.ts';
import { optionsOf, type ProductDraft, tagsOf } from './product-draft.ts';

export type DraftErrorCode =
  | 'missing'
  | 'too-long'
  | 'sku-form'
  | 'slug-form'
  | 'price-form'
  | 'price-range'
  | 'price-step'
  | 'too-many-tags'
  | 'tag-too-long'
  | 'options-form'
  | 'too-many-options'
  | 'option-twice'
  | 'picture-address'
  | 'no-alt'
  | 'picture-twice';

/** By JSON Pointer, such as `/images/0/url`. */
export type DraftErrors = Readonly<Record<string, DraftErrorCode>>;

export type ParsedProduct =
  | { readonly input: ProductInput; readonly errors?: undefined }
  | { readonly input?: undefined; readonly errors: DraftErrors };

export function parseProduct(
  draft: ProductDraft,
  locale: string,
  { currency, amounts }: { readonly currency: string; readonly amounts: AmountRules },
): ParsedProduct {
  const sku = draft.sku.trim().toUpperCase();
  const slug = draft.slug.trim();
  const name = draft.name.trim();
  const brand = draft.brand.trim();
  const tags = tagsOf(draft.tags);
  const options = optionsOf(draft.options);
  const amount = parseMoney(draft.price, locale, currency);
  const images = draft.images.map(({ url, alt }) => ({ url: url.trim(), alt: alt.trim() }));

  const errors: Record<string, DraftErrorCode | undefined> = {
    '/sku': skuError(sku),
    '/slug': slug === '' ? undefined : isSlug.test(slug) ? over(slug, limits.text.category) : 'slug-form',
    '/name': name === '' ? 'missing' : over(name, limits.productName.max),
    '/description': over(draft.description, limits.text.description),
    '/price': draft.price.trim() === '' ? 'missing' : priceError(amount, amounts),
    '/category': draft.category === '' ? 'missing' : undefined,
    '/brand': over(brand, limits.text.brand),
    '/tags':
      tags.length > limits.productTags
        ? 'too-many-tags'
        : tags.some((tag) => tag.length > limits.text.tag)
          ? 'tag-too-long'
          : undefined,
    '/options': optionsError(options),
  };
  for (const [index, { url, alt }] of images.entries()) {
    const isTwice = images.findIndex((image) => image.url === url) < index;
    errors[`/images/${index}/url`] = imageError(url) ?? (isTwice ? 'picture-twice' : undefined);
    errors[`/images/${index}/alt`] = alt === '' ? 'no-alt' : over(alt, limits.text.imageAlt);
  }
  const found = Object.entries(errors).filter((error): error is [string, DraftErrorCode] => error[1] !== undefined);
  if (found.length > 0 || amount === undefined || options === undefined) return { errors: Object.fromEntries(found) };
  return {
    input: {
      sku,
      ...(slug ? { slug } : {}),
      name,
      description: draft.description,
      price: { amount, currency },
      category: draft.category,
      ...(brand ? { brand } : {}),
      tags,
      images,
      options,
      ...(draft.variantOf ? { variantOf: draft.variantOf as ProductId } : {}),
    },
  };
}

/** Not of the form of an id. */
const isSlug = /^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)[a-z0-9]+(-[a-z0-9]+)*$/;

const over = (text: string, max: number): DraftErrorCode | undefined => (text.length > max ? 'too-long' : undefined);

function skuError(sku: string): DraftErrorCode | undefined {
  if (sku === '') return 'missing';
  const { min, max, pattern } = limits.sku;
  return sku.length < min || sku.length > max || !pattern.test(sku) ? 'sku-form' : undefined;
}

function optionsError(options: readonly ProductOption[] | undefined): DraftErrorCode | undefined {
  if (!options) return 'options-form';
  if (options.length > limits.productOptions) return 'too-many-options';
  if (new Set(options.map(({ name }) => name)).size < options.length) return 'option-twice';
  const { option } = limits.text;
  return options.some(({ name, value }) => name.length > option || value.length > option) ? 'too-long' : undefined;
}

function priceError(amount: number | undefined, { price, step }: AmountRules): DraftErrorCode | undefined {
  if (amount === undefined) return 'price-form';
  if (amount % step !== 0) return 'price-step';
  return amount < price.min || amount > price.max ? 'price-range' : undefined;
}

function imageError(url: string): DraftErrorCode | undefined {
  if (url === '') return 'missing';
  return isImageAddress(url) ? over(url, limits.text.imageUrl) : 'picture-address';
}
