/** Rules of prices for one country and one product, so that they concern no other journey. */
import {
  getPromotionRules,
  getShippingRules,
  getTaxRules,
  setPromotionRules,
  setShippingRules,
  setTaxRules,
} from '@mambogo/contracts/api/pricing.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import type { Merchant } from './merchant.ts';

/** In Iceland: prices include 24 % VSK, a parcel costs 7.95, and the code takes 10 % off the product. @returns removes them */
export async function addIcelandicRules(
  { shopper: { api } }: Merchant,
  { sku }: Product,
  code: string,
): Promise<() => Promise<void>> {
  const taxes = (await api.call(getTaxRules)).rules;
  const { methods } = (await api.call(getShippingRules)).rules;
  const { promotions } = (await api.call(getPromotionRules)).rules;
  const at = { country: 'IS' };
  const parcel = { key: 'iceland', name: 'Parcel', zones: [at], tiers: [{ from: 0, price: 795 }] };
  const effect = { type: 'percentage', rate: 10_000 } as const;
  const promotion = { key: code.toLowerCase(), name: 'Mugs', code, active: true, skus: [sku], effect };
  const rate = { name: 'VSK', at, taxClass: taxes.defaultClass, rate: 24_000 };
  const save = async (isAdding: boolean) => {
    const added = <T>(one: T): T[] => (isAdding ? [one] : []);
    await api.call(setTaxRules, {
      body: { ...taxes, rates: [...taxes.rates, ...added(rate)] },
      ifMatch: String((await api.call(getTaxRules)).version),
    });
    await api.call(setShippingRules, {
      body: { methods: [...methods, ...added(parcel)] },
      ifMatch: String((await api.call(getShippingRules)).version),
    });
    await api.call(setPromotionRules, {
      body: { promotions: [...promotions, ...added(promotion)] },
      ifMatch: String((await api.call(getPromotionRules)).version),
    });
  };
  await save(true);
  return () => save(false);
}
