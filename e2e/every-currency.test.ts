/**
 * In every currency of ISO 4217 and with every payment provider: the price a merchant types is the price that is sold, shown,
 * charged and refunded, through the form, the API's schema, the pages and the provider's units; and an amount that a provider
 * can't take is rejected on input.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProductInput } from '@mambogo/contracts/api/products.ts';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { fractionDigits } from '@mambogo/contracts/currency/decimals.ts';
import { currencyCodes } from '@mambogo/contracts/currency/iso-4217.ts';
import { fromProvider, paymentProviders, toProvider } from '@mambogo/contracts/currency/provider-amounts.ts';
import { money as printed } from '@mambogo/terminal/print.ts';
import fc from 'fast-check';
import { createFormat } from '../services/web/src/app/language/format.ts';
import { parseRefundAmount } from '../services/web/src/app/pages/merchant/orders/refund-amount.ts';
import { formatMoneyInput, parseMoney } from '../services/web/src/app/pages/merchant/parse-money.ts';
import { parseProduct } from '../services/web/src/app/pages/merchant/products/parse-product.ts';
import { emptyDraft } from '../services/web/src/app/pages/merchant/products/product-draft.ts';

const locales = ['en-US', 'en-GB', 'de-DE', 'de-CH'] as const;
const somewhere = fc.record({
  currency: fc.constantFrom(...currencyCodes),
  provider: fc.constantFrom(...paymentProviders),
  locale: fc.constantFrom(...locales),
});
const draft = { ...emptyDraft, sku: 'TEA-1', name: 'Tea', category: 'tea' };

/** The digits of an amount with its separators, without the currency. */
const figures = (shown: string): string => /\d[\d.,'’\u00a0\u202f]*\d|\d/.exec(shown)?.[0] ?? '';

test('typed = sold = shown = charged = refunded', () => {
  const amounts = somewhere.chain(({ currency, provider, locale }) => {
    const rules = amountRules(currency, provider);
    return fc
      .integer({ min: 1, max: rules.price.max / rules.step })
      .map((steps) => ({ currency, provider, locale, rules, amount: steps * rules.step }));
  });
  fc.assert(
    fc.property(amounts, ({ currency, provider, locale, rules, amount }) => {
      const money = { amount, currency };
      const typed = formatMoneyInput(amount, locale, currency);
      const { input } = parseProduct({ ...draft, price: typed }, locale, { currency, amounts: rules });
      assert.deepEqual(ProductInput.parse(input).price, money, typed);
      const shown = createFormat(locale).money(money);
      assert.equal(parseMoney(figures(shown), locale, currency), amount, shown);
      assert.equal(parseMoney(printed(money), 'en-US', currency), amount);
      const charged = toProvider(provider, money) ?? assert.fail('no such amount');
      assert.deepEqual(fromProvider(provider, charged, currency), money);
      assert.deepEqual(parseRefundAmount(typed, money, locale, rules.step).amount, money);
    }),
    { numRuns: 5_000 },
  );
});

test('every currency is shown with the decimals of ISO 4217, whatever the locale data has', () => {
  for (const currency of currencyCodes)
    for (const locale of locales) {
      const shown = createFormat(locale).money({ amount: 10 ** fractionDigits(currency) * 5, currency });
      const decimals = /[.,](\d+)\D*$/.exec(shown)?.[1]?.length ?? 0;
      assert.equal(decimals, fractionDigits(currency), `${currency} ${shown}`);
    }
  for (const [currency, digits] of [
    ...['HUF', 'COP', 'IDR', 'PKR', 'ALL', 'LBP', 'MMK', 'LAK', 'YER'].map((code) => [code, 2] as const),
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
  ] as const)
    assert.equal(fractionDigits(currency), digits, currency);
});

test('amounts are never rounded for a provider: they are rejected on input', () => {
  fc.assert(
    fc.property(somewhere, fc.integer({ min: 1, max: 1_000_000 }), ({ currency, provider, locale }, amount) => {
      const amounts = amountRules(currency, provider);
      const isWhole = amount % amounts.step === 0;
      assert.equal(toProvider(provider, { amount, currency }) === undefined, !isWhole);
      const typed = formatMoneyInput(amount, locale, currency);
      const fault = parseProduct({ ...draft, price: typed }, locale, { currency, amounts }).errors?.['/price'];
      assert.equal(fault === 'price-step', !isWhole, `${typed} ${currency}: ${fault}`);
    }),
    { numRuns: 2_000 },
  );
});

test('Stripe gets amounts in its own units', () => {
  for (const [currency, amount, units] of [
    ['USD', 1_234, 1_234],
    ['HUF', 200_000, 200_000],
    ['TWD', 80_050, 80_050],
    ['IDR', 15_000_000, 15_000_000],
    ['JPY', 500, 500],
    ['ISK', 500, 50_000],
    ['UGX', 5, 500],
    ['MGA', 50_000, 500],
    ['MGA', 50_050, undefined],
    ['KWD', 1_230, 1_230],
    ['KWD', 1_234, undefined],
    ['BHD', 5_120, 5_120],
  ] as const)
    assert.equal(toProvider('stripe', { amount, currency }), units, `${amount} ${currency}`);
});
