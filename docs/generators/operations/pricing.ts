/** Quotes, and the rules of taxes, shipping and promotions. */
import type { OperationTexts } from './operation-text.ts';
import { at, ids } from './sample-data.ts';

const vat = { name: 'VAT', rate: 19_000 };

const taxes = {
  pricesIncludeTax: true,
  defaultClass: 'standard',
  shippingClass: 'standard',
  classes: [{ key: 'reduced', name: 'Books', skus: ['BOOK-0001'] }],
  rates: [
    { ...vat, at: { country: 'DE' }, taxClass: 'standard' },
    { name: 'VAT', at: { country: 'DE' }, taxClass: 'reduced', rate: 7_000 },
  ],
};

const shipping = {
  methods: [
    {
      key: 'parcel',
      name: 'Parcel',
      description: '2 to 4 working days',
      zones: [{ country: 'DE' }],
      tiers: [
        { from: 0, price: 595 },
        { from: 10_000, price: 0 },
      ],
    },
  ],
};

const promotions = {
  promotions: [
    {
      key: 'spring',
      name: 'Spring sale',
      code: 'SPRING10',
      active: true,
      endsAt: '2026-06-01T00:00:00.000Z',
      minimumValue: 5_000,
      effect: { type: 'percentage', rate: 10_000 },
    },
  ],
};

export const quoteResult = {
  quote: {
    currency: 'EUR',
    step: 1,
    pricesIncludeTax: true,
    lines: [
      {
        productId: ids.product,
        quantity: 2,
        goods: 7_600,
        discounts: [{ key: 'spring', amount: 760 }],
        taxes: [{ ...vat, amount: 1_092 }],
        total: 6_840,
      },
    ],
    discounts: [{ key: 'spring', name: 'Spring sale', code: 'SPRING10', amount: 760 }],
    shipping: { key: 'parcel', name: 'Parcel', price: 595, discount: 0, taxes: [{ ...vat, amount: 95 }], total: 595 },
    taxes: [{ ...vat, amount: 1_187, base: 6_248 }],
    total: 7_435,
  },
  shippingOptions: [{ key: 'parcel', name: 'Parcel', description: '2 to 4 working days', total: 595 }],
  codes: [{ code: 'SPRING10', result: 'applied' }],
};

const stored = (rules: object) => ({ rules, version: 4, updatedAt: at.created });
const replaces =
  'Replaces the whole document. `If-Match` is the version that was read; 412 if it has been changed since. The same document again changes nothing. Orders placed before keep their quotes.';

export const pricing: OperationTexts = {
  getPriceTerms: {
    description:
      'Whether prices in the catalogue include taxes, by which names, and whether shipping is charged: the note beside a price.',
    response: { taxes: 'included', taxNames: ['VAT'], chargesShipping: true },
  },
  quoteOrder: {
    description:
      "What the caller's cart costs delivered to a place, by one of the shipping methods offered there, with codes: the amounts of an order that is placed with the same choices. 412 if the cart has another version. An unusable code is no error: `codes` says why it does not apply.",
    request: {
      cartVersion: 'v7Qk2mZc',
      shippingAddress: { country: 'DE' },
      shippingMethod: 'parcel',
      codes: ['SPRING10'],
    },
    response: quoteResult,
  },
  getTaxRules: {
    description: 'Tax rates by country, region and tax class. The `ETag` is the version.',
    response: stored(taxes),
  },
  setTaxRules: { description: replaces, request: taxes, response: stored(taxes) },
  getShippingRules: {
    description: 'Shipping methods in the order in which customers see them. The `ETag` is the version.',
    response: stored(shipping),
  },
  setShippingRules: { description: replaces, request: shipping, response: stored(shipping) },
  getPromotionRules: {
    description: 'Promotions, by code or automatic. The `ETag` is the version.',
    response: stored(promotions),
  },
  setPromotionRules: { description: replaces, request: promotions, response: stored(promotions) },
};
