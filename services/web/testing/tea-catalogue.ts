/** A catalogue of one product and a retired one, as responses by path. */
import { getCategory, listCategories } from '@mambogo/contracts/api/categories.ts';
import { findProduct } from '@mambogo/contracts/api/product-slugs.ts';
import { getProduct, listProducts } from '@mambogo/contracts/api/products.ts';
import { getShopText, listShopTexts } from '@mambogo/contracts/api/shop-texts.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { ProductId } from '@mambogo/contracts/ids.ts';

const category = { id: '0190a0b0-0000-7000-8000-000000000001', slug: 'tea', name: 'Tea' };
export const product = {
  id: '0190a0b0-0000-7000-8000-00000000000a',
  sku: 'TEA-1',
  slug: 'green-tea',
  name: 'Green <Tea> & more',
  description: 'Fine leaves </script><script>alert(1)</script>, picked by hand.',
  price: { amount: 1_999, currency: 'USD' },
  category,
  tags: [],
  images: [{ url: '/pictures/tea-1.svg', alt: 'leaves' }],
  status: 'active',
  availability: 'in-stock',
  version: 1,
  createdAt: '2026-11-30T00:00:00.000Z',
  updatedAt: '2026-11-30T00:00:00.000Z',
};
export const retired = { ...product, id: '0190a0b0-0000-7000-8000-00000000000b', slug: 'old-tea', status: 'retired' };
export const pathOfProduct = (id: string): string => pathOf(getProduct, { params: { id: ProductId.parse(id) } });
export const pathOfSlug = (slug: string): string => pathOf(findProduct, { params: { slug } });
export const structuredDataOf = (page: string): Record<string, unknown>[] =>
  [...page.matchAll(/type="application\/ld\+json"[^>]*>([^<]*)</g)].map(([, json = '']) => JSON.parse(json));
const terms = {
  name: 'terms',
  language: 'en',
  text: '# Terms\n\n<b onclick="alert(1)">Pay</b> by [card](javascript:alert(1)), or [write](/pages/contact).\n',
  updatedAt: product.updatedAt,
};
export const notFound = { type: 'https://mambogo.com/problems/not-found', title: 'Not found', status: 404 };

export const teaCatalogue = (): Record<string, readonly [status: number, body: unknown]> => ({
  [listShopTexts.path]: [200, [{ name: 'terms', language: 'en', updatedAt: product.updatedAt }]],
  [pathOf(getShopText, { params: { name: 'terms', language: 'en' } })]: [200, terms],
  [listCategories.path]: [200, [category]],
  [listProducts.path]: [200, { items: [product], page: 1, size: 24, total: 1 }],
  [pathOfProduct(product.id)]: [200, product],
  [pathOfSlug(product.slug)]: [200, product],
  [pathOfSlug('green')]: [200, product],
  [pathOfSlug(retired.slug)]: [200, retired],
  [pathOf(getCategory, { params: { slug: 'chai' } })]: [200, category],
});
