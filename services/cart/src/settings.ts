/** Settings of the cart service. */
import { limits } from '@mambogo/contracts/limits.ts';
import { Currency } from '@mambogo/contracts/money.ts';
import { Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  /** The shop's only currency, used for an empty cart's total. */
  CURRENCY: Currency,
  /** Time to live of a cart after its last change. */
  CART_SECONDS: Seconds.default(limits.cartDays * 86_400),
  /** Time to live of a new guest's cart until the guest returns. */
  NEW_GUEST_CART_SECONDS: Seconds.default(7_200),
});
export type Settings = z.output<typeof Settings>;
