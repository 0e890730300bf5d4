/** Assertions on one order in the shop's stores and the provider's ledger, once everything has settled. */
import { provider } from '../shop-under-test.ts';
import type { Merchant } from './merchant.ts';
import { readLedger } from './provider-ledger.ts';
import { waitUntil } from './wait-until.ts';

/** Minor units the provider captured for an order, and refunded. */
export async function chargesOfOrder(
  orderId: string,
): Promise<{ captures: number; captured: number; refunded: number }> {
  const entries = (await readLedger(provider())).filter(({ reference }) => reference.startsWith(`${orderId}:`));
  const sum = (of: 'captures' | 'captured' | 'refunded') => entries.reduce((all, entry) => all + entry[of], 0);
  return { captures: sum('captures'), captured: sum('captured'), refunded: sum('refunded') };
}

/** Waits until the provider holds exactly this amount of an order. */
export const heldStock = (orderId: string, amount: number, milliseconds?: number): Promise<void> =>
  waitUntil(
    `the provider holds ${amount} of order ${orderId}`,
    async () => {
      const { captured, refunded } = await chargesOfOrder(orderId);
      return captured - refunded === amount;
    },
    milliseconds,
  );

export const assertStock = (
  merchant: Merchant,
  productId: string,
  right: { readonly onHand: number; readonly reserved: number; readonly sold: number },
): Promise<void> =>
  waitUntil(`the stock of ${productId} is ${JSON.stringify(right)}`, async () => {
    const { onHand, reserved, sold } = await merchant.stock(productId);
    return onHand === right.onHand && reserved === right.reserved && sold === right.sold;
  });
