/**
 * What an order costs: goods, discounts, shipping and taxes, each allocated to its lines. Amounts are integers in minor units of
 * `currency`; all that is charged is a multiple of `step`, which is what the payment provider can charge.
 *
 * total = goods - discounts + shipping + taxes, if those are added; included taxes are part of the other amounts.
 */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Currency } from '../money.ts';
import { route } from '../route.ts';
import { AsciiToken, SingleLineText } from '../text.ts';
import { Address } from './address.ts';
import { PromotionCode, RuleKey } from './price-rules.ts';

const Amount = z.int().min(0);
const taxShape = {
  name: z.string(),
  rate: z.int().meta({ description: 'thousandths of a percent: 19000 is 19 %' }),
  amount: Amount,
};
const Tax = z.object(taxShape);
export type Tax = z.infer<typeof Tax>;

export const PriceQuote = z
  .object({
    currency: Currency,
    step: z.int().min(1),
    pricesIncludeTax: z.boolean(),
    lines: z.array(
      z.object({
        productId: ProductId,
        quantity: z.int().min(1),
        goods: Amount.meta({ description: 'price times quantity' }),
        discounts: z.array(z.object({ key: z.string(), amount: Amount })),
        taxes: z.array(Tax),
        total: Amount.meta({ description: 'what the customer pays for it' }),
      }),
    ),
    discounts: z
      .array(z.object({ key: z.string(), name: z.string(), code: z.string().optional(), amount: Amount }))
      .meta({ description: 'all promotions that applied, with what each saved, on shipping too' }),
    shipping: z.object({
      key: z.string(),
      name: z.string(),
      pickUpAddress: z.string().optional().meta({ description: 'where the customer collects the goods' }),
      price: Amount,
      discount: Amount,
      taxes: z.array(Tax),
      total: Amount.meta({ description: 'what the customer pays for it' }),
    }),
    taxes: z
      .array(z.object({ ...taxShape, base: Amount }))
      .meta({ description: 'all taxes by name and rate, each with the amount it is of' }),
    total: Amount,
  })
  .meta({ id: 'PriceQuote' });
export type PriceQuote = z.infer<typeof PriceQuote>;

export const codeResults = ['applied', 'unknown', 'not-yet', 'expired', 'minimum-value', 'no-products'] as const;

export const QuoteResult = z
  .object({
    quote: PriceQuote.optional().meta({
      description: 'absent if nothing is delivered there, or not by the method that was chosen',
    }),
    shippingOptions: z
      .array(
        z.object({
          key: z.string(),
          name: z.string(),
          description: z.string().optional(),
          pickUpAddress: z.string().optional(),
          total: Amount.meta({ description: 'what it adds to the total, with taxes that are added' }),
        }),
      )
      .meta({ description: 'the methods for that place and these goods' }),
    codes: z
      .array(
        z.object({
          code: z.string(),
          result: z.enum(codeResults),
          minimumValue: Amount.optional().meta({ description: 'of the goods, for `minimum-value`' }),
        }),
      )
      .meta({ description: 'what became of each code that was sent' }),
  })
  .meta({ id: 'QuoteResult' });
export type QuoteResult = z.infer<typeof QuoteResult>;

/** A customer's choices for an order; the same when it is quoted and when it is placed. */
export const chosenTerms = {
  shippingMethod: RuleKey.optional().meta({ description: 'default: the first one for the address' }),
  codes: z.array(PromotionCode).max(limits.rules.codesPerOrder).optional(),
};

export const taxTerms = ['none', 'included', 'added'] as const;

/** What prices in the catalogue mean, in public. */
export const PriceTerms = z
  .object({
    taxes: z.enum(taxTerms).meta({ description: 'whether prices include taxes; `none`: the shop has no tax rates' }),
    taxNames: z.array(z.string()).meta({ description: 'such as `VAT`' }),
    chargesShipping: z.boolean().meta({ description: 'whether shipping may cost something' }),
  })
  .meta({ id: 'PriceTerms' });
export type PriceTerms = z.infer<typeof PriceTerms>;

export const getPriceTerms = route({
  id: 'getPriceTerms',
  method: 'GET',
  path: '/api/v1/price-terms',
  owner: 'pricing',
  summary: 'Get what prices include',
  rate: 'products',
  responses: { 200: PriceTerms },
});

export const quoteOrder = route({
  id: 'quoteOrder',
  method: 'POST',
  path: '/api/v1/quote',
  owner: 'pricing',
  summary: 'Quote the cart as shown, delivered to a place',
  scopes: ['cart:manage'],
  rate: 'cart',
  body: z
    .strictObject({
      cartVersion: AsciiToken(64),
      shippingAddress: z.strictObject({
        country: Address.shape.country,
        region: SingleLineText({ max: 100 }).optional(),
      }),
      ...chosenTerms,
    })
    .meta({ id: 'QuoteOrder' }),
  responses: { 200: QuoteResult },
});
