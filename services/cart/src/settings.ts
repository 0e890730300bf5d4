/** The settings of the cart service. */
import { limits } from '@mambogo/contracts/limits.ts';
import { Currency } from '@mambogo/contracts/money.ts';
import { Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  /** The shop's only currency: what an empty cart's total is in. */
  CURRENCY: Currency,
  /** How long an untouched cart is kept. */
  CART_SECONDS: Seconds.default(limits.cartDays * 86_400),
  /** How long a guest's cart is kept that nobody has come back to yet. */
  NEW_GUEST_CART_SECONDS: Seconds.default(7_200),
});
export type Settings = z.output<typeof Settings>;
