/** Quotes of random carts, rules and places in every currency: sums are exact, nothing is negative, order does not matter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import type { PriceRules, Promotion } from '@mambogo/contracts/api/price-rules.ts';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { currencyCodes } from '@mambogo/contracts/currency/iso-4217.ts';
import { paymentProviders } from '@mambogo/contracts/currency/provider-amounts.ts';
import fc from 'fast-check';
import { cartInput, line, promotion, rulesWith } from '../../testing/rules.ts';
import { goodsOf } from './apply-promotions.ts';
import { type QuoteInput, quote } from './quote.ts';

const places = [{ country: 'DE' }, { country: 'CA', region: 'QC' }, { country: 'CA', region: 'ON' }];
const anyPlace = fc.constantFrom(...places);

const anyTaxes = fc.record({
  pricesIncludeTax: fc.boolean(),
  defaultClass: fc.constant('standard'),
  shippingClass: fc.constantFrom('standard', 'reduced'),
  classes: fc.constant(null).map(() => [{ key: 'reduced', name: 'Reduced', skus: ['SKU-2', 'SKU-5'] }]),
  rates: fc.array(
    fc.record({
      name: fc.constantFrom('VAT', 'GST'),
      at: anyPlace,
      taxClass: fc.constantFrom('standard', 'reduced'),
      rate: fc.integer({ min: 1, max: 100_000 }),
    }),
    { maxLength: 6 },
  ),
});

/** @param unit amounts are multiples of it */
const anyEffect = (unit: number): fc.Arbitrary<Promotion['effect']> =>
  fc.oneof(
    fc.record({ type: fc.constant('percentage' as const), rate: fc.integer({ min: 1, max: 100_000 }) }),
    fc.record({
      type: fc.constant('amount' as const),
      amount: fc.integer({ min: 1, max: 9_999 }).map((n) => n * unit),
    }),
    fc.record({
      type: fc.constant('buy-x-get-y' as const),
      buy: fc.integer({ min: 1, max: 4 }),
      get: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ type: fc.constant('free-shipping' as const) }),
  );

const anyRules = (unit: number): fc.Arbitrary<PriceRules> =>
  fc
    .record({
      taxes: anyTaxes,
      price: fc.integer({ min: 0, max: 2_000 }),
      effects: fc.array(
        fc.record({
          effect: anyEffect(unit),
          skus: fc.constantFrom<string[] | undefined>(undefined, ['SKU-1', 'SKU-2']),
        }),
        {
          maxLength: 4,
        },
      ),
    })
    .map(({ taxes, price, effects }) =>
      rulesWith({
        taxes,
        shipping: {
          methods: [
            {
              key: 'parcel',
              name: 'Parcel',
              zones: [],
              tiers: [
                { from: 0, price: price * unit },
                { from: 9_000 * unit, price: 0 },
              ],
            },
          ],
        },
        promotions: {
          promotions: effects.map(({ effect, skus }, i) =>
            promotion(effect, { key: `p${i}`, ...(skus ? { skus } : {}) }),
          ),
        },
      }),
    );

const anyInput: fc.Arbitrary<QuoteInput> = fc
  .record({ currency: fc.constantFrom(...currencyCodes), provider: fc.constantFrom(...paymentProviders) })
  .chain(({ currency, provider }) => {
    const { step, price } = amountRules(currency, provider);
    return fc
      .record({
        rules: anyRules(step),
        place: anyPlace,
        lines: fc
          .array(fc.tuple(fc.integer({ min: 1, max: price.max / step }), fc.integer({ min: 1, max: 50 })), {
            minLength: 1,
            maxLength: 8,
          })
          .map((list) => list.map(([unitPrice, quantity], i) => line(i, unitPrice * step, quantity))),
      })
      .map((rest) => cartInput(rest.lines, { ...rest, currency, step }));
  });

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

test('all parts of a quote add up, are multiples of what can be charged, and none is negative', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const found = PriceQuote.parse(quote(input).quote);
      const { lines, shipping, discounts, taxes, total, pricesIncludeTax, step } = found;
      assert.equal(total, sum([...lines.map((one) => one.total), shipping.total]));
      assert.equal(sum(lines.map((one) => one.goods)), sum(input.lines.map(goodsOf)));
      const added = (list: readonly { amount: number }[]) =>
        pricesIncludeTax ? 0 : sum(list.map(({ amount }) => amount));
      for (const { goods, discounts: own, taxes: due, total: paid } of lines) {
        assert.equal(paid, goods - sum(own.map(({ amount }) => amount)) + added(due));
        assert.equal(paid % step, 0);
        assert.ok(pricesIncludeTax ? sum(due.map(({ amount }) => amount)) <= paid : true);
      }
      assert.equal(shipping.total, shipping.price - shipping.discount + added(shipping.taxes));
      assert.equal(shipping.total % step, 0);
      for (const { key, amount } of discounts) {
        const ofLines = lines.flatMap((one) => one.discounts.filter((discount) => discount.key === key));
        assert.ok(amount === sum(ofLines.map((one) => one.amount)) || amount === shipping.discount);
      }
      const due = [...lines.flatMap((one) => one.taxes), ...shipping.taxes];
      assert.equal(sum(taxes.map(({ amount }) => amount)), sum(due.map(({ amount }) => amount)));
      assert.equal(
        total,
        sum(lines.map((one) => one.goods)) - sum(discounts.map((one) => one.amount)) + shipping.price + added(taxes),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('the order of the lines does not matter', () => {
  fc.assert(
    fc.property(anyInput, fc.infiniteStream(fc.nat()), (input, random) => {
      const shuffled = input.lines
        .map((one) => ({ one, at: random.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      const byProduct = ({ quote: found, ...rest }: ReturnType<typeof quote>) => ({
        ...rest,
        quote: found && { ...found, lines: found.lines.toSorted((a, b) => (a.productId < b.productId ? -1 : 1)) },
      });
      assert.deepEqual(byProduct(quote({ ...input, lines: shuffled })), byProduct(quote(input)));
    }),
  );
});
