/** Valid requests for every route with text in its body, which hostile-text.test.ts fills with other texts. */
import { randomUUID } from 'node:crypto';
import { createCategory as createCategoryRoute } from '@mambogo/contracts/api/categories.ts';
import { defaultPriceRules } from '@mambogo/contracts/api/price-rules.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from './shop-under-test.ts';
import type { Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper, someAddress } from './shopper/shopper.ts';

export const contactText = { name: 'contact', language: 'de' } as const;
/** Rules for this place concern no other test. */
const nowhere = { country: 'AQ', region: 'Text' };

export interface RouteSample {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: Record<string, unknown>;
}

const sampleOnce = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
export interface SampleParts {
  readonly merchant: Merchant;
  readonly shopper: Shopper;
  readonly mug: Product;
}

/** By the id of a route. Those about an order share one order for all texts; the others are new for each text. */
export function routeSamples({ merchant, shopper, mug }: SampleParts): Record<string, () => Promise<RouteSample>> {
  /** One for each route that changes it: a second call would be rejected for its state, after the text was checked. */
  const newOrder = async () => {
    const buyer = await signUpShopper(shopUrl());
    const cart = await buyer.addToCart(mug.id, 1);
    const { id } = await buyer.placeOrder({ token: 'tok_ok', cart });
    await buyer.waitFor(id, ['CONFIRMED']);
    return id;
  };
  const newProduct = () => ({
    sku: `TEXT-${randomUUID().slice(0, 18).toUpperCase()}`,
    name: 'Text Mug',
    description: 'A mug',
    price: mug.price,
    category: mug.category.slug,
    brand: 'Brand',
    tags: ['tag'],
    images: [{ url: '/pictures/mug.svg', alt: 'a mug' }],
    options: [{ name: 'Size', value: 'M' }],
  });

  return {
    createProduct: async () => ({ body: newProduct() }),
    changeProduct: async () => ({ path: { id: mug.id }, body: { ...newProduct(), sku: mug.sku } }),
    createCategory: async () => ({ body: { slug: `text-${randomUUID()}`, name: 'Text' } }),
    changeCategory: sampleOnce(async () => {
      const slug = `text-${randomUUID()}`;
      const body = { slug, name: 'Text' };
      await merchant.shopper.api.call(createCategoryRoute, { body });
      return { path: { slug }, body };
    }),
    mergeCategory: async () => ({ path: { slug: mug.category.slug }, body: { into: 'none' } }),
    reactivateProduct: async () => ({ path: { id: mug.id }, body: { sku: mug.sku } }),
    addCartItem: async () => ({ body: { productId: mug.id, quantity: 1 } }),
    placeOrder: async () => {
      await shopper.emptyCart();
      const { version, total } = await shopper.addToCart(mug.id, 1);
      const shippingAddress = { ...someAddress, line2: 'Flat 2', region: 'IL' };
      return {
        body: {
          cartVersion: version,
          shippingAddress,
          payment: { method: 'card', token: 'tok_ok' },
          expectedTotal: total,
          codes: ['NONE'],
        },
      };
    },
    quoteOrder: async () => {
      const { version } = await shopper.addToCart(mug.id, 1);
      return { body: { cartVersion: version, shippingAddress: { country: 'US' }, codes: ['NONE'] } };
    },
    setTaxRules: async () => ({
      body: {
        ...defaultPriceRules.taxes,
        classes: [{ key: 'text', name: 'Text', skus: [mug.sku] }],
        rates: [{ name: 'Tax', at: nowhere, taxClass: 'text', rate: 1_000 }],
      },
    }),
    setShippingRules: async () => ({
      body: {
        methods: [
          {
            ...{ key: 'text', name: 'Text', description: 'Text', zones: [nowhere] },
            ...{ tiers: [{ from: 0, price: 0 }], pickUp: { ...nowhere, address: 'Text' } },
          },
          ...defaultPriceRules.shipping.methods,
        ],
      },
    }),
    setPromotionRules: async () => ({
      body: {
        promotions: [
          {
            ...{ key: 'text', name: 'Text', code: `TEXT-${randomUUID().slice(0, 8)}`, active: false, skus: [mug.sku] },
            effect: { type: 'free-shipping' },
          },
        ],
      },
    }),
    saveShopText: async () => ({ path: contactText, body: { text: 'Text' } }),
    cancelOrder: sampleOnce(async () => ({ path: { id: await newOrder() }, body: { reason: 'no' } })),
    payOrder: sampleOnce(async () => ({ path: { id: await newOrder() }, body: { token: 'tok_ok' } })),
    shipOrder: sampleOnce(async () => ({
      path: { id: await newOrder() },
      body: { carrier: 'DHL', trackingNumber: '1' },
    })),
    cancelAnyOrder: sampleOnce(async () => ({ path: { id: await newOrder() }, body: { reason: 'no' } })),
    addOrderNote: sampleOnce(async () => ({ path: { id: await newOrder() }, body: { text: 'note' } })),
    addCustomerNote: sampleOnce(async () => {
      const { customerId } = await merchant.orders.order(await newOrder());
      return { path: { id: customerId }, body: { text: 'note' } };
    }),
    refundOrder: sampleOnce(async () => ({
      path: { id: await newOrder() },
      body: { amount: { amount: 1, currency: mug.price.currency }, reason: 'no' },
    })),
    receiveStock: async () => ({ path: { productId: mug.id }, body: { quantity: 1, reference: 'r' } }),
    adjustStock: async () => ({ path: { productId: mug.id }, body: { delta: 1, reason: 'r' } }),
    rollBackSettings: async () => ({ body: { to: '0'.repeat(40) } }),
    discardDeadLetter: async () => ({
      path: { service: 'order', consumer: 'order', id: 'none' },
      body: { reason: 'r' },
    }),
  };
}
