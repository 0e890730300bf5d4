/**
 * From what is typed to what is sent, or what is wrong with it, field by field. Faults are named by JSON Pointers as the
 * shop's own answers name them, so both are shown in one way. The product service judges again. Pure.
 */

import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import type { ProductInput } from '@mambogo/contracts/api/products.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { readMoney } from '../typed-money.ts';
import { type ProductDraft, tagsOf } from './product-draft.ts';

export type FaultCode =
  | 'missing'
  | 'too-long'
  | 'sku-form'
  | 'price-form'
  | 'price-range'
  | 'price-step'
  | 'too-many-tags'
  | 'tag-too-long'
  | 'picture-address'
  | 'no-alt'
  | 'picture-twice';

/** By JSON Pointer, such as `/images/0/url`. */
export type DraftFaults = Readonly<Record<string, FaultCode>>;

/** See ProductInput of packages/contracts for the numbers that `limits` does not have. */
const most = { description: 10_000, brand: 100, tag: 50, pictureAddress: 2_048, alt: 200 } as const;

export type ReadProduct =
  | { readonly input: ProductInput; readonly faults?: undefined }
  | { readonly input?: undefined; readonly faults: DraftFaults };

export function readProduct(
  draft: ProductDraft,
  locale: string,
  { currency, amounts }: { readonly currency: string; readonly amounts: AmountRules },
): ReadProduct {
  const sku = draft.sku.trim().toUpperCase();
  const name = draft.name.trim();
  const brand = draft.brand.trim();
  const tags = tagsOf(draft.tags);
  const amount = readMoney(draft.price, locale, currency);
  const images = draft.images.map(({ url, alt }) => ({ url: url.trim(), alt: alt.trim() }));

  const faults: Record<string, FaultCode | undefined> = {
    '/sku': skuFault(sku),
    '/name': name === '' ? 'missing' : over(name, limits.productName.max),
    '/description': over(draft.description, most.description),
    '/price': draft.price.trim() === '' ? 'missing' : priceFault(amount, amounts),
    '/category': draft.category === '' ? 'missing' : undefined,
    '/brand': over(brand, most.brand),
    '/tags':
      tags.length > limits.productTags
        ? 'too-many-tags'
        : tags.some((tag) => tag.length > most.tag)
          ? 'tag-too-long'
          : undefined,
  };
  for (const [place, { url, alt }] of images.entries()) {
    const isTwice = images.findIndex((image) => image.url === url) < place;
    faults[`/images/${place}/url`] = pictureFault(url) ?? (isTwice ? 'picture-twice' : undefined);
    faults[`/images/${place}/alt`] = alt === '' ? 'no-alt' : over(alt, most.alt);
  }
  const found = Object.entries(faults).filter((fault): fault is [string, FaultCode] => fault[1] !== undefined);
  if (found.length > 0 || amount === undefined) return { faults: Object.fromEntries(found) };
  return {
    input: {
      sku,
      name,
      description: draft.description,
      price: { amount, currency },
      category: draft.category,
      ...(brand ? { brand } : {}),
      tags,
      images,
    },
  };
}

const over = (text: string, max: number): FaultCode | undefined => (text.length > max ? 'too-long' : undefined);

function skuFault(sku: string): FaultCode | undefined {
  if (sku === '') return 'missing';
  const { min, max, pattern } = limits.sku;
  return sku.length < min || sku.length > max || !pattern.test(sku) ? 'sku-form' : undefined;
}

function priceFault(amount: number | undefined, { price, step }: AmountRules): FaultCode | undefined {
  if (amount === undefined) return 'price-form';
  if (amount % step !== 0) return 'price-step';
  return amount < price.min || amount > price.max ? 'price-range' : undefined;
}

function pictureFault(url: string): FaultCode | undefined {
  if (url === '') return 'missing';
  return isImageAddress(url) ? over(url, most.pictureAddress) : 'picture-address';
}
