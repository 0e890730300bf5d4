/** Routes of merchants for the rules of prices. A document is replaced as a whole, by whoever has seen its current version. */
import { z } from 'zod';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { PromotionRules, ShippingRules, TaxRules } from './price-rules.ts';

const stored = <S extends z.ZodType>(rules: S, id: string) =>
  z
    .object({
      rules,
      version: z.int().meta({ description: 'also the ETag; 0: the rules of a new shop' }),
      updatedAt: Time.optional(),
    })
    .meta({ id });

export const StoredTaxRules = stored(TaxRules, 'StoredTaxRules');
export const StoredShippingRules = stored(ShippingRules, 'StoredShippingRules');
export const StoredPromotionRules = stored(PromotionRules, 'StoredPromotionRules');

const merchant = { owner: 'pricing', scopes: ['product:write'], rate: 'merchants' } as const;

export const getTaxRules = route({
  ...merchant,
  id: 'getTaxRules',
  method: 'GET',
  path: '/api/v1/admin/pricing/taxes',
  summary: 'Get the tax rates',
  responses: { 200: StoredTaxRules },
});

export const setTaxRules = route({
  ...merchant,
  id: 'setTaxRules',
  method: 'PUT',
  path: '/api/v1/admin/pricing/taxes',
  summary: 'Replace the tax rates',
  body: TaxRules,
  staffText: ['classes.name', 'rates.name'],
  ifMatch: 'required',
  responses: { 200: StoredTaxRules },
});

export const getShippingRules = route({
  ...merchant,
  id: 'getShippingRules',
  method: 'GET',
  path: '/api/v1/admin/pricing/shipping',
  summary: 'Get the shipping methods',
  responses: { 200: StoredShippingRules },
});

export const setShippingRules = route({
  ...merchant,
  id: 'setShippingRules',
  method: 'PUT',
  path: '/api/v1/admin/pricing/shipping',
  summary: 'Replace the shipping methods',
  body: ShippingRules,
  staffText: ['methods.name', 'methods.description', 'methods.pickUp.address'],
  multiLine: ['methods.pickUp.address'],
  ifMatch: 'required',
  responses: { 200: StoredShippingRules },
});

export const getPromotionRules = route({
  ...merchant,
  id: 'getPromotionRules',
  method: 'GET',
  path: '/api/v1/admin/pricing/promotions',
  summary: 'Get the promotions',
  responses: { 200: StoredPromotionRules },
});

export const setPromotionRules = route({
  ...merchant,
  id: 'setPromotionRules',
  method: 'PUT',
  path: '/api/v1/admin/pricing/promotions',
  summary: 'Replace the promotions',
  body: PromotionRules,
  staffText: ['promotions.name'],
  ifMatch: 'required',
  responses: { 200: StoredPromotionRules },
});
