/** Groups of products: what tells a variant from the others (decision 99). */
import { z } from 'zod';
import { availabilities } from '../enumerations.ts';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { SingleLineText } from '../text.ts';

/** What tells a variant from the others of its group: `{name: 'Size', value: 'M'}`. */
export const ProductOption = z.object({ name: z.string(), value: z.string() }).meta({ id: 'ProductOption' });
export type ProductOption = z.infer<typeof ProductOption>;

const NewOption = z.strictObject({
  name: SingleLineText({ max: limits.text.option }),
  value: SingleLineText({ max: limits.text.option }),
});

/** One of the products of a group, as the others show it. */
export const ProductVariant = z
  .object({
    id: ProductId,
    sku: z.string(),
    slug: z.string().optional(),
    options: z.array(ProductOption),
    price: Money,
    availability: z.enum(availabilities),
  })
  .meta({ id: 'ProductVariant' });
export type ProductVariant = z.infer<typeof ProductVariant>;

/** Fields of a product. */
export const groupFields = {
  options: z.array(ProductOption).max(limits.productOptions).optional().meta({
    description: 'of a product with variants: what tells it from the others, in the order of the group',
  }),
  variantOf: ProductId.optional().meta({ description: 'the first product of its group; absent for that one' }),
  variants: z.array(ProductVariant).optional().meta({
    description: 'of one product: all products of its group that are on sale, itself included; absent without a group',
  }),
  group: z.object({ size: z.int(), priceFrom: Money, priceTo: Money }).optional().meta({
    description: 'in lists: how many products of its group are on sale, and their lowest and highest price',
  }),
};

/** Fields of the input of a product. */
export const groupInput = {
  options: z
    .array(NewOption)
    .max(limits.productOptions)
    .default([])
    .refine((options) => new Set(options.map(({ name }) => name)).size === options.length, 'names an option twice')
    .meta({ description: 'what tells a variant from the others of its group, such as its size' }),
  variantOf: ProductId.optional().meta({
    description: 'makes it a variant of this product: one of a group with the same options, each with another choice',
  }),
};
