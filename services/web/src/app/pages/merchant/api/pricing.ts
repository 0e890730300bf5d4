/** The documents of rules by which orders are priced. */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';
import * as endpoints from '@mambogo/contracts/endpoints/pricing.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export type RuleKind = keyof PriceRules;
export interface StoredRules<K extends RuleKind> {
  readonly rules: PriceRules[K];
  readonly version: number;
}

type Reads = { readonly [K in RuleKind]: (signal: AbortSignal) => Promise<StoredRules<K>> };
const reads: Reads = {
  taxes: (signal) => api.call(endpoints.getTaxRules, { signal }),
  shipping: (signal) => api.call(endpoints.getShippingRules, { signal }),
  promotions: (signal) => api.call(endpoints.getPromotionRules, { signal }),
};
type Writes = { readonly [K in RuleKind]: (rules: PriceRules[K], version: number) => Promise<StoredRules<K>> };
const writes: Writes = {
  taxes: (body, version) => api.call(endpoints.setTaxRules, { body, ifMatch: String(version) }),
  shipping: (body, version) => api.call(endpoints.setShippingRules, { body, ifMatch: String(version) }),
  promotions: (body, version) => api.call(endpoints.setPromotionRules, { body, ifMatch: String(version) }),
};

export const rulesQuery = <K extends RuleKind>(kind: K) =>
  queryOptions({
    queryKey: ['merchant', 'pricing', kind],
    queryFn: ({ signal }): Promise<StoredRules<K>> => reads[kind](signal),
  });

export const saveRules = <K extends RuleKind>(
  kind: K,
  rules: PriceRules[K],
  version: number,
): Promise<StoredRules<K>> => writes[kind](rules, version);
