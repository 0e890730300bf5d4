/** Availability as the catalogue shows it. Pure. Inventory may one day say more than we know: then the pieces decide. */
import { Availability } from '@mambogo/contracts/api/products.ts';

export const toKnownAvailability = (reported: string, pieces: number): Availability =>
  Availability.safeParse(reported).data ?? (pieces > 0 ? 'in-stock' : 'out-of-stock');
