/** Schemas and routes of products. */
import { z } from 'zod';
import { availabilities, productSorts, productStatuses } from '../enumerations.ts';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { Page, pageQuery } from '../page.ts';
import { ProductSlug } from '../product-slug.ts';
import { route } from '../route.ts';
import { MultiLineText, SingleLineText } from '../text.ts';
import { Time } from '../time.ts';
import { Category } from './categories.ts';
import { groupFields, groupInput } from './product-group.ts';
import { Image, NewImage } from './product-image.ts';

export const Availability = z.enum(availabilities);
export type Availability = z.infer<typeof Availability>;

export const Sku = z.string().min(limits.sku.min).max(limits.sku.max).regex(limits.sku.pattern);
export const ProductName = SingleLineText(limits.productName);

/** A day, `YYYY-MM-DD`: the next delivery of a product, once staff announced it. */
export const ExpectedOn = z.iso.date();

export const Product = z
  .object({
    id: ProductId,
    sku: Sku,
    slug: z.string().optional().meta({
      description: 'of its URL; absent for moments after an upgrade from a version without slugs: use the id',
    }),
    name: z.string(),
    description: z.string(),
    price: Money,
    category: Category,
    brand: z.string().optional(),
    tags: z.array(z.string()).max(limits.productTags),
    images: z.array(Image).max(limits.productImages),
    status: z.enum(productStatuses),
    availability: Availability,
    expectedOn: ExpectedOn.optional().meta({
      description: 'of a product out of stock: the day of the next delivery, YYYY-MM-DD',
    }),
    ...groupFields,
    version: z.int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

export const ProductPage = Page(Product).meta({ id: 'ProductPage' });
export type ProductPage = z.infer<typeof ProductPage>;

/** In minor units; empty text is rejected (it would be parsed as 0). */
const priceFilter = z.preprocess(
  (text) => (text === '' ? Number.NaN : text),
  z.coerce.number().int().min(0).max(limits.amount.max).optional(),
);

export const listProducts = route({
  id: 'listProducts',
  method: 'GET',
  path: '/api/v1/products',
  owner: 'product',
  summary: 'Search, filter and sort the catalogue',
  rate: 'products',
  query: z
    .strictObject({
      search: SingleLineText({ max: limits.text.search }).optional().meta({
        description:
          'words, or their prefixes, that a product must all match; ignores case, accents, plurals and small typos. At most 16 words',
      }),
      category: SingleLineText({ max: limits.text.category }).optional().meta({ description: "a category's slug" }),
      minPrice: priceFilter,
      maxPrice: priceFilter,
      availability: Availability.optional(),
      status: Product.shape.status.optional().meta({ description: 'default: active, which means on sale' }),
      variants: z.enum(['grouped', 'each']).optional().meta({
        description: 'default: `grouped`, one product of each group; `each` lists every product',
      }),
      sort: z
        .enum(productSorts)
        .optional()
        .meta({ description: 'default: `relevance` with a search, otherwise `name`' }),
      ...pageQuery,
    })
    .refine(({ minPrice = 0, maxPrice = minPrice }) => minPrice <= maxPrice, {
      path: ['maxPrice'],
      message: 'is less than minPrice',
    }),
  responses: { 200: ProductPage },
});

export const getProduct = route({
  id: 'getProduct',
  method: 'GET',
  path: '/api/v1/products/{id}',
  owner: 'product',
  summary: 'Get a product',
  rate: 'products',
  params: z.object({ id: ProductId }),
  responses: { 200: Product },
});

const PriceAmount = z.int().min(limits.amount.min).max(limits.amount.max).meta({
  description: "in minor units; within the shop's limits, and a multiple of the step of its payment provider",
});

export const ProductInput = z
  .strictObject({
    sku: Sku,
    slug: ProductSlug.optional().meta({
      description:
        "part of the product's URL, unique; default: the present one, and of a new product one from its name. Former slugs redirect",
    }),
    name: ProductName,
    description: MultiLineText({ min: 0, max: limits.text.description }).default(''),
    price: z.strictObject({ ...Money.shape, amount: PriceAmount }),
    category: SingleLineText({ max: limits.text.category }).meta({ description: "a category's slug" }),
    brand: SingleLineText({ min: 0, max: limits.text.brand }).optional(),
    tags: z
      .array(SingleLineText({ max: limits.text.tag }))
      .max(limits.productTags)
      .default([]),
    images: z.array(NewImage).max(limits.productImages).default([]),
    ...groupInput,
  })
  .meta({ id: 'ProductInput' });
export type ProductInput = z.infer<typeof ProductInput>;

/** Text of merchants: a book about SQL, a shell guide or HTML of an editor is no attack. */
const productTexts = {
  staffText: ['name', 'description', 'brand', 'tags', 'images.alt', 'options.name', 'options.value'],
  multiLine: ['description'],
} as const;

export const createProduct = route({
  id: 'createProduct',
  method: 'POST',
  path: '/api/v1/products',
  owner: 'product',
  summary: 'Create a product',
  scopes: ['product:write'],
  rate: 'merchants',
  body: ProductInput,
  ...productTexts,
  idempotent: 'optional',
  responses: { 201: Product },
});

export const changeProduct = route({
  id: 'changeProduct',
  method: 'PUT',
  path: '/api/v1/products/{id}',
  owner: 'product',
  summary: 'Change a product',
  scopes: ['product:write'],
  rate: 'merchants',
  params: z.object({ id: ProductId }),
  body: ProductInput,
  ...productTexts,
  ifMatch: 'required',
  responses: { 200: Product },
});

export const retireProduct = route({
  id: 'retireProduct',
  method: 'POST',
  path: '/api/v1/products/{id}/retire',
  owner: 'product',
  summary: 'Take a product out of sale',
  scopes: ['product:write'],
  rate: 'merchants',
  params: z.object({ id: ProductId }),
  idempotent: 'optional',
  responses: { 200: Product },
});

export const reactivateProduct = route({
  id: 'reactivateProduct',
  method: 'POST',
  path: '/api/v1/products/{id}/reactivate',
  owner: 'product',
  summary: 'Put a retired product on sale again',
  scopes: ['product:write'],
  rate: 'merchants',
  params: z.object({ id: ProductId }),
  body: z
    .strictObject({
      sku: Sku.optional().meta({ description: 'a new SKU, if another product uses the former one' }),
    })
    .optional(),
  idempotent: 'optional',
  responses: { 200: Product },
});
