/** Texts of the shop that its merchant writes: contact, returns, terms, privacy and legal notice, per language. */
import { z } from 'zod';
import { shopTextLanguages, shopTextNames } from '../enumerations.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { MultiLineText } from '../text.ts';
import { Time } from '../time.ts';

export const ShopText = z
  .object({
    name: z.enum(shopTextNames),
    language: z.enum(shopTextLanguages),
    text: z.string().meta({ description: 'Markdown (CommonMark); HTML in it is shown as text' }),
    updatedAt: Time,
  })
  .meta({ id: 'ShopText' });
export type ShopText = z.infer<typeof ShopText>;

const key = z.object({ name: ShopText.shape.name, language: ShopText.shape.language });

export const listShopTexts = route({
  id: 'listShopTexts',
  method: 'GET',
  path: '/api/v1/shop-texts',
  owner: 'product',
  summary: 'List the texts that the shop has',
  rate: 'products',
  responses: { 200: z.array(ShopText.omit({ text: true })) },
});

export const getShopText = route({
  id: 'getShopText',
  method: 'GET',
  path: '/api/v1/shop-texts/{name}/{language}',
  owner: 'product',
  summary: 'Get a text in a language, or in another one if there is none',
  rate: 'products',
  params: key,
  responses: { 200: ShopText },
});

export const saveShopText = route({
  id: 'saveShopText',
  method: 'PUT',
  path: '/api/v1/shop-texts/{name}/{language}',
  owner: 'product',
  summary: 'Replace a text; an empty one is removed',
  scopes: ['product:write'],
  rate: 'merchants',
  params: key,
  body: z.strictObject({ text: MultiLineText({ min: 0, max: limits.text.shopText }) }),
  staffText: ['text'],
  multiLine: ['text'],
  responses: { 200: ShopText },
});
