/** Waits for the end of a purchase, as its buyer sees it. */
import type { Shopper } from './shopper.ts';
import { waitUntil } from './wait-until.ts';

export const waitUntilConfirmed = (shopper: Shopper, id: string, milliseconds = 60_000): Promise<void> =>
  waitUntil(`order ${id} is confirmed`, async () => (await shopper.order(id)).status === 'CONFIRMED', milliseconds);
