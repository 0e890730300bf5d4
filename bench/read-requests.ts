/**
 * Every request that reads: each GET route of the contracts, with each of its parameters, with each value of those that have a
 * list of values, and each combination of a sort order with another parameter. Pure. A new route or parameter needs a sample here.
 */
import { findProduct } from '@mambogo/contracts/api/product-slugs.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import { z } from 'zod';

type Query = Readonly<Record<string, string>>;

export interface ReadRequest {
  readonly route: Route;
  readonly params: Query;
  readonly query: Query;
}

/** Things of the shop that are asked for. Several values of one: each is asked for. */
export interface Samples {
  readonly product: string;
  readonly productSlug: string;
  readonly order: string;
  readonly orderNumber: string;
  readonly customer: string;
  readonly category: string;
  /** Common and rare words, several words, prefixes, typos. */
  readonly searches: readonly string[];
  readonly lastPage: string;
  readonly customerName: string;
  readonly login: string;
  readonly sku: string;
  /** ISO 8601: in the middle of the orders. */
  readonly time: string;
}

/** Streams last as long as their client; the others need things that a filled shop does not have, or are on no page of their own. */
const leftOut: ReadonlySet<string> = new Set([
  'getDeadLetter',
  'getSettingsChange',
  'getShopText',
  'getPaymentProvider',
]);

export const readRoutes = (): Route[] =>
  routes.filter(({ id, method, stream }) => method === 'GET' && stream !== true && !leftOut.has(id));

export function readRequests(samples: Samples): ReadRequest[] {
  return readRoutes().flatMap((route): ReadRequest[] => {
    const params = paramsOf(route, samples);
    const properties = propertiesOf(route);
    const required = Object.fromEntries(
      Object.entries(properties).flatMap(([name, { values, isRequired }]) =>
        isRequired ? [[name, values?.[0] ?? '']] : [],
      ),
    );
    const single = Object.entries(properties).flatMap(([name, { values }]) =>
      (values ?? valuesOf(route, name, samples)).map((value) => ({ ...required, [name]: value })),
    );
    const sorts = properties.sort?.values ?? [];
    const sorted = sorts.flatMap((sort) =>
      single.filter((query) => !('sort' in query)).map((query) => ({ ...query, sort })),
    );
    return [required, ...single, ...sorted].map((query) => ({ route, params, query }));
  });
}

interface Property {
  /** The listed values. */
  readonly values?: readonly string[];
  readonly isRequired: boolean;
}

function propertiesOf({ query }: Route): Record<string, Property> {
  if (!query) return {};
  const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const values = typeof property === 'object' ? property.enum?.map(String) : undefined;
      return [name, { isRequired: schema.required?.includes(name) ?? false, ...(values ? { values } : {}) }];
    }),
  );
}

function paramsOf({ id, path }: Route, samples: Samples): Query {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(names.map((name) => [name, paramOf(id, path, name, samples)]));
}

function paramOf(route: string, path: string, name: string, samples: Samples): string {
  if (name === 'slug') return route === findProduct.id ? samples.productSlug : samples.category;
  if (name === 'productId' || route === getProduct.id) return samples.product;
  if (name === 'orderId' || path.includes('/orders/')) return samples.order;
  if (path.includes('/customers/') || path.includes('/people/')) return samples.customer;
  throw new Error(`no sample for {${name}} of ${route}`);
}

/** `cursor` is left out: the pages behind the first are read after it. */
function valuesOf(route: Route, name: string, samples: Samples): readonly string[] {
  switch (name) {
    case 'cursor':
      return [];
    case 'search':
      return route.id === 'listPeople' ? [samples.login] : samples.searches;
    case 'page':
      return ['2', samples.lastPage];
    case 'size':
      return ['100'];
    case 'minPrice':
    case 'minTotal':
      return ['20000', '50000'];
    case 'maxPrice':
    case 'maxTotal':
      return ['20000', '600'];
    case 'placedFrom':
    case 'placedBefore':
    case 'since':
    case 'until':
    case 'from':
    case 'before':
      return [samples.time];
    case 'category':
      return [samples.category];
    case 'number':
      return [samples.orderNumber];
    case 'customer':
    case 'actor':
    case 'ids':
    case 'subject':
      return [samples.customer];
    case 'orderId':
      return [samples.order];
    case 'product':
      return [samples.product];
    case 'name':
      return [samples.customerName, samples.customerName.split(' ')[0] ?? ''];
    case 'email':
      return ['nobody@example.com'];
    case 'sku':
      return [samples.sku];
    case 'stuck':
    case 'held':
    case 'low':
      return ['true', 'false'];
    default:
      throw new Error(`no sample for ?${name} of ${route.id}`);
  }
}
