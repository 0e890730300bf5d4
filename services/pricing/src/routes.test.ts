/** The service on a database, in dinars at a provider that charges multiples of 10 fils. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotePrices } from '@mambogo/contracts/api/internal-price-quote.ts';
import { listServiceStaffActions } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { QuoteResult, quoteOrder } from '@mambogo/contracts/api/price-quote.ts';
import { defaultPriceRules } from '@mambogo/contracts/api/price-rules.ts';
import { getTaxRules, setPromotionRules, setShippingRules, setTaxRules } from '@mambogo/contracts/api/pricing.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { promotion } from '../testing/rules.ts';
import { startPricing } from '../testing/start-pricing.ts';
import { hashChains } from './store/hash-chains.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

const productId = newProductId();
const taxes = {
  ...defaultPriceRules.taxes,
  pricesIncludeTax: false,
  rates: [{ name: 'VAT', at: { country: 'KW' }, taxClass: 'standard', rate: 5_000 }],
};
const money = (amount: number) => ({ amount, currency: 'KWD' });
const cart = {
  items: [
    {
      ...{ productId, sku: 'MUG', name: 'Mug', unitPrice: money(1_010), quantity: 3 },
      lineTotal: money(3_030),
      availability: 'in-stock',
    },
  ],
  ...{ total: money(3_030), version: 'v1', updatedAt: '2026-01-01T00:00:00.000Z' },
} as const;

test('prices by rules', { skip }, async (t) => {
  const { send, shop, database, subject } = await startPricing(t);
  const quoteLines = async () => {
    const lines = [{ productId, sku: 'MUG', unitPrice: 1_010, quantity: 3 }];
    const { body } = await send('POST', quotePrices.path, { lines, shippingAddress: { country: 'KW' } });
    return QuoteResult.parse(body).quote ?? assert.fail();
  };

  await t.test('a new shop has rules that charge the goods alone', async () => {
    const { body, etag } = await send('GET', getTaxRules.path);
    assert.deepEqual([body, etag], [{ rules: defaultPriceRules.taxes, version: 0 }, '"0"']);
    assert.equal((await quoteLines()).total, 3_030);
  });

  await t.test('are replaced by whoever has seen their version, and are in force at once', async () => {
    assert.equal((await send('PUT', setTaxRules.path, taxes)).status, 428);
    const saved = await Promise.all([1, 2].map(() => send('PUT', setTaxRules.path, taxes, 0)));
    assert.deepEqual(
      saved.map(({ status, body }) => [status, body.version]),
      [
        [200, 1],
        [200, 1],
      ],
      'the same rules twice',
    );
    assert.equal((await send('PUT', setTaxRules.path, { ...taxes, rates: [] }, 0)).status, 412);
    const { total, taxes: due } = await quoteLines();
    assert.deepEqual([total, due[0]?.amount], [3_180, 150], 'a multiple of 10 fils');
  });

  await t.test('that cannot be charged, or contradict themselves, are rejected', async () => {
    const [method = assert.fail()] = defaultPriceRules.shipping.methods;
    const priced = (price: number) => ({ methods: [{ ...method, tiers: [{ from: 0, price }] }] });
    assert.deepEqual((await send('PUT', setShippingRules.path, priced(105), 0)).body.errors, [
      { pointer: '/methods/0/tiers/0/price', detail: 'is not a multiple of what the payment provider can charge' },
    ]);
    assert.equal((await send('PUT', setShippingRules.path, { methods: [method, method] }, 0)).status, 400);
    assert.equal((await send('PUT', setShippingRules.path, priced(1_500), 0)).status, 200);
    const region = {
      ...taxes,
      rates: [{ name: 'Tax', at: { country: 'US', region: 'Nowhere' }, taxClass: 'standard', rate: 1 }],
    };
    assert.equal((await send('PUT', setTaxRules.path, region, 1)).status, 400);
    const [half, other] = ['half', 'other'].map((key) =>
      promotion({ type: 'percentage', rate: 50_000 }, { key, code: 'half' }),
    );
    assert.equal((await send('PUT', setPromotionRules.path, { promotions: [half, other] }, 0)).status, 400);
    const limited = { ...half, totalUses: 10 };
    assert.equal((await send('PUT', setPromotionRules.path, { promotions: [limited] }, 0)).status, 400);
    assert.equal((await send('PUT', setPromotionRules.path, { promotions: [half] }, 0)).status, 200);
  });

  await t.test("the caller's cart is quoted as shown, with what became of codes", async () => {
    const body = { cartVersion: 'v1', shippingAddress: { country: 'KW' }, codes: [' half ', 'NONE'] };
    assert.equal((await send('POST', quoteOrder.path, body)).status, 503);
    shop.cart = { ...cart, items: [...cart.items] };
    const { quote, codes } = QuoteResult.parse((await send('POST', quoteOrder.path, body)).body);
    assert.deepEqual(codes, [
      { code: 'HALF', result: 'applied' },
      { code: 'NONE', result: 'unknown' },
    ]);
    assert.deepEqual([quote?.discounts[0]?.amount, quote?.shipping.total, quote?.total], [1_520, 1_580, 3_170]);
    assert.equal((await send('POST', quoteOrder.path, { ...body, cartVersion: 'v0' })).status, 412);
  });

  await t.test('changes are in the trail of what staff did, whose chains are whole', async () => {
    const { body } = await send('GET', `${listServiceStaffActions.path}?size=10`);
    assert.deepEqual(
      body.items?.map(({ type, actor, data }) => [type, actor, data]),
      [
        [
          'pricing.promotions-changed',
          `merchant:${subject}`,
          { version: 1, added: ['half'], changed: [], removed: [] },
        ],
        [
          'pricing.shipping-changed',
          `merchant:${subject}`,
          { version: 1, added: [], changed: ['standard'], removed: [] },
        ],
        [
          'pricing.taxes-changed',
          `merchant:${subject}`,
          { version: 1, added: ['VAT KW standard'], changed: ['pricesIncludeTax'], removed: [] },
        ],
      ],
    );
    for (const log of hashChains) assert.deepEqual((await verifyChains(database, log)).broken, []);
    const events = await database.query(`select envelope->>'type' as type from outbox`);
    assert.equal(events.length, 3);
  });
});
