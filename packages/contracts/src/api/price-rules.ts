/**
 * The rules by which a shop prices an order: taxes, shipping and promotions. Each is one document with a version, which merchants
 * replace as a whole. Amounts are in minor units of the shop's currency, rates in thousandths of a percent (19 % is 19000).
 */
import { z } from 'zod';
import { addressFormat } from '../address/address-format.ts';
import { countryCodes } from '../address/country-codes.ts';
import { limits } from '../limits.ts';
import { MultiLineText, SingleLineText } from '../text.ts';
import { Time } from '../time.ts';

const { rules } = limits;

/** Names a rule for programs; orders keep it. */
export const RuleKey = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens, 40 at most');
const RuleName = SingleLineText({ max: 60 });
const Amount = z.int().min(0).max(limits.amount.max).meta({ description: 'minor units' });
const Skus = z
  .array(z.string().min(limits.sku.min).max(limits.sku.max).regex(limits.sku.pattern))
  .max(rules.skus)
  .meta({ description: 'products, by SKU' });

/** Region as in addresses: `CA` in the United States. A country that lists its regions has no others. */
const Place = z
  .strictObject({
    country: z
      .string()
      .refine((code) => countryCodes.includes(code), 'is not a country of ISO 3166-1')
      .meta({ description: 'ISO 3166-1 alpha-2' }),
    region: SingleLineText({ max: 100 }).optional().meta({ description: 'as addresses of that country write it' }),
  })
  .superRefine(({ country, region }, context) => {
    const { regions } = addressFormat(country);
    if (region !== undefined && regions.length > 0 && !regions.some(({ key }) => key === region))
      context.addIssue({ code: 'custom', path: ['region'], message: `is not a region of ${country}` });
  });
export type Place = z.infer<typeof Place>;

const unique = <T>(of: (one: T) => string | undefined, what: string) => ({
  check: (list: readonly T[]) => {
    const values = list.map(of).filter((value) => value !== undefined);
    return new Set(values).size === values.length;
  },
  message: `two have the same ${what}`,
});
const distinct = <S extends z.ZodArray>(list: S, { check, message }: ReturnType<typeof unique<z.output<S>[number]>>) =>
  list.refine((values) => check(values), message);

export const TaxRate = z.strictObject({
  name: RuleName.meta({ description: 'as customers read it: `VAT`' }),
  at: Place,
  taxClass: RuleKey,
  rate: z.int().min(1).max(100_000).meta({ description: 'thousandths of a percent: 19000 is 19 %' }),
});

export const TaxRules = z
  .strictObject({
    pricesIncludeTax: z.boolean(),
    defaultClass: RuleKey.meta({ description: 'the tax class of products that no class lists' }),
    shippingClass: RuleKey.meta({ description: 'the tax class of shipping' }),
    classes: distinct(
      z.array(z.strictObject({ key: RuleKey, name: RuleName, skus: Skus })).max(rules.taxClasses),
      unique(({ key }) => key, 'key'),
    ).meta({ description: 'tax classes with their products; those of the default class need not be listed' }),
    rates: z.array(TaxRate).max(rules.taxRates).meta({
      description:
        'Rates of a region replace those of its country. Several rates for one place and class are added; none: no tax.',
    }),
  })
  .refine(({ classes }) => unique((sku: string) => sku, '').check(classes.flatMap(({ skus }) => skus)), {
    path: ['classes'],
    message: 'a product is in two tax classes',
  })
  .meta({ id: 'TaxRules' });
export type TaxRules = z.infer<typeof TaxRules>;

export const ShippingMethodRule = z
  .strictObject({
    key: RuleKey,
    name: RuleName,
    description: SingleLineText({ min: 0, max: 200 }).optional().meta({ description: 'such as the time it takes' }),
    zones: z.array(Place).max(rules.zones).meta({ description: 'where it is offered; empty: everywhere' }),
    tiers: z
      .array(z.strictObject({ from: Amount, price: Amount }))
      .min(1)
      .max(rules.tiers)
      .meta({ description: 'its price by the value of the goods after discounts; the first tier is from 0' }),
    pickUp: z
      .strictObject({ ...Place.shape, address: MultiLineText({ max: 300 }) })
      .optional()
      .meta({ description: 'the customer collects the goods there: taxes are those of that place' }),
  })
  .refine(({ tiers }) => tiers.every(({ from }, i) => (i === 0 ? from === 0 : from > (tiers[i - 1]?.from ?? 0))), {
    path: ['tiers'],
    message: 'must begin at 0 and rise',
  });
export type ShippingMethodRule = z.infer<typeof ShippingMethodRule>;

export const ShippingRules = z
  .strictObject({
    methods: distinct(
      z.array(ShippingMethodRule).max(rules.shippingMethods),
      unique(({ key }) => key, 'key'),
    ).meta({ description: 'in the order in which customers see them; the first one is chosen unless they choose' }),
  })
  .meta({ id: 'ShippingRules' });
export type ShippingRules = z.infer<typeof ShippingRules>;

/** As customers type it, in any case. */
export const PromotionCode = z
  .string()
  .overwrite((code) => code.trim().toUpperCase())
  .regex(/^[A-Z0-9][A-Z0-9-]{2,29}$/, 'must be 3 to 30 letters, digits and hyphens');

export const PromotionEffect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('percentage'), rate: z.int().min(1).max(100_000) }),
  z.strictObject({ type: z.literal('amount'), amount: Amount.min(1) }),
  z
    .strictObject({ type: z.literal('buy-x-get-y'), buy: z.int().min(1).max(49), get: z.int().min(1).max(49) })
    .meta({ description: 'of each product, `get` of every `buy + get` units are free' }),
  z.strictObject({ type: z.literal('free-shipping') }),
]);

export const Promotion = z
  .strictObject({
    key: RuleKey,
    name: RuleName.meta({ description: 'as customers read it' }),
    code: PromotionCode.optional().meta({ description: 'absent: it applies by itself' }),
    active: z.boolean(),
    startsAt: Time.optional(),
    endsAt: Time.optional().meta({ description: 'from then on it no longer applies' }),
    minimumValue: Amount.optional().meta({ description: 'of the goods at their prices' }),
    skus: Skus.optional().meta({ description: 'the products it is for; absent: all' }),
    effect: PromotionEffect,
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt), {
    path: ['endsAt'],
    message: 'is not after startsAt',
  });
export type Promotion = z.infer<typeof Promotion>;

export const PromotionRules = z
  .strictObject({
    promotions: distinct(
      distinct(
        z.array(Promotion).max(rules.promotions),
        unique(({ key }) => key, 'key'),
      ),
      unique(({ code }) => code, 'code'),
    ),
  })
  .meta({ id: 'PromotionRules' });
export type PromotionRules = z.infer<typeof PromotionRules>;

export interface PriceRules {
  readonly taxes: TaxRules;
  readonly shipping: ShippingRules;
  readonly promotions: PromotionRules;
}

/** Of a new shop: prices are final, and shipping is free. */
export const defaultPriceRules: PriceRules = {
  taxes: { pricesIncludeTax: true, defaultClass: 'standard', shippingClass: 'standard', classes: [], rates: [] },
  shipping: {
    methods: [{ key: 'standard', name: 'Standard delivery', zones: [], tiers: [{ from: 0, price: 0 }] }],
  },
  promotions: { promotions: [] },
};
