/** Availability as the catalogue shows it. Pure. For a value that is unknown here (of a later inventory) the quantity decides. */
import { Availability } from '@mambogo/contracts/api/products.ts';

export const toKnownAvailability = (reported: string, pieces: number): Availability =>
  Availability.safeParse(reported).data ?? (pieces > 0 ? 'in-stock' : 'out-of-stock');
