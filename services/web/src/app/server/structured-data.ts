/** Structured data of pages (https://schema.org, as https://developers.google.com/search/docs/appearance/structured-data reads it). Pure. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { fractionDigits, minorUnits } from '@mambogo/contracts/currency/decimals.ts';
import { pagePaths, productPath } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';

const context = 'https://schema.org';

const availabilities = {
  'in-stock': 'InStock',
  'low-stock': 'LimitedAvailability',
  'out-of-stock': 'OutOfStock',
} as const;

export function productData(product: Product, origin: string): object {
  const { name, description, sku, brand, images, price, availability, status } = product;
  const { amount, currency } = price;
  return {
    '@context': context,
    '@type': 'Product',
    name,
    sku,
    ...(description ? { description } : {}),
    ...(brand ? { brand: { '@type': 'Brand', name: brand } } : {}),
    image: (images.length > 0 ? images : [{ url: undefined }]).map(({ url }) => absolute(previewPicture(url), origin)),
    offers: {
      '@type': 'Offer',
      url: absolute(productPath(product), origin),
      price: (amount / minorUnits(currency)).toFixed(fractionDigits(currency)),
      priceCurrency: currency,
      availability: `${context}/${status === 'retired' ? 'Discontinued' : availabilities[availability]}`,
      itemCondition: `${context}/NewCondition`,
    },
  };
}

export const breadcrumbs = (crumbs: readonly (readonly [name: string, path: string])[], origin: string): object => ({
  '@context': context,
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map(([name, path], index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: absolute(path, origin),
  })),
});

export const shopData = (origin: string): readonly object[] => [
  {
    '@context': context,
    '@type': 'Organization',
    name: shopConfig.name,
    url: absolute('/', origin),
    logo: absolute('/icon-512.png', origin),
  },
  {
    '@context': context,
    '@type': 'WebSite',
    name: shopConfig.name,
    url: absolute('/', origin),
    potentialAction: {
      '@type': 'SearchAction',
      target: `${absolute(pagePaths.search, origin)}?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  },
];

/** Readers of previews know no SVG: the shop's own drawings are also to be had as PNG. */
export const previewPicture = (url = '/pictures/NONE.svg'): string =>
  /^\/pictures\/[\w-]+\.svg$/i.test(url) ? url.replace(/svg$/i, 'png') : url;

/** @param path of the shop, or an address elsewhere */
export const absolute = (path: string, origin: string): string => new URL(path, origin).href;
