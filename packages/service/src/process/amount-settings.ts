/** Settings of services that validate amounts of money: the shop's currency, its payment provider, and its limits. */
import { type AmountRules, amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { paymentProviders } from '@mambogo/contracts/currency/provider-amounts.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Currency } from '@mambogo/contracts/money.ts';
import { z } from 'zod';

const MinorUnits = z.coerce.number().int().min(limits.amount.min).max(limits.amount.max);

export const amountSettings = {
  /** The shop's only currency. */
  CURRENCY: Currency,
  PAYMENT_PROVIDER: z.enum(paymentProviders).default('simulator'),
  /** In minor units, as the two below; default: about 10,000 US dollars, within the provider's limits. */
  MAX_PRICE: MinorUnits.optional(),
  /** Default: about 10 US dollars. */
  MIN_ORDER_TOTAL: MinorUnits.optional(),
  /** Default: `MAX_PRICE`. */
  MAX_ORDER_TOTAL: MinorUnits.optional(),
};

type AmountSettings = z.output<z.ZodObject<typeof amountSettings>>;

export const amountRulesOf = (settings: AmountSettings): AmountRules =>
  amountRules(settings.CURRENCY, settings.PAYMENT_PROVIDER, {
    maxPrice: settings.MAX_PRICE,
    minOrderTotal: settings.MIN_ORDER_TOTAL,
    maxOrderTotal: settings.MAX_ORDER_TOTAL,
  });
