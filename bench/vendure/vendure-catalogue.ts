/** The products of a shop of ours as a catalogue of Vendure: the same names, prices and categories. Pure. */
import type { Product } from '@mambogo/contracts/api/products.ts';

/** What `vendure.cjs populate` reads. */
export interface VendureCatalogue {
  readonly initialData: object;
  /** Path of a CSV file in the format of Vendure's importer. */
  readonly products: string;
}

/** Vendure's `InitialData`: one zone, tax, shipping method, and a payment that is captured at once. */
export const initialData = (products: readonly Product[]): object => ({
  defaultLanguage: 'en',
  defaultZone: 'Americas',
  countries: [{ name: 'United States of America', code: 'US', zone: 'Americas' }],
  taxRates: [{ name: 'Standard Tax', percentage: 0 }],
  shippingMethods: [{ name: 'Standard Shipping', price: 0 }],
  paymentMethods: [
    {
      name: 'Standard Payment',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [...new Map(products.map(({ category }) => [category.slug, category.name]))].map(([slug, name]) => ({
    name,
    slug,
    filters: [{ code: 'facet-value-filter', args: { facetValueNames: [name], containsAny: false } }],
  })),
});

const columns = [
  ...['name', 'slug', 'description', 'assets', 'facets', 'optionGroups', 'optionValues', 'sku', 'price'],
  ...['taxCategory', 'stockOnHand', 'trackInventory', 'variantAssets', 'variantFacets'],
];

export const productsAsCsv = (products: readonly Product[]): string =>
  [
    columns,
    ...products.map(({ name, sku, description, category, price }) => [
      ...[name, sku.toLowerCase(), description, '', `category:${category.name}`, '', '', sku],
      ...[(price.amount / 100).toFixed(2), 'standard', '1000000', 'true', '', ''],
    ]),
  ]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
