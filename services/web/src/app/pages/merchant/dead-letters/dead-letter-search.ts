/** Reads the dead-letter filters from the URL; the default status is waiting. Pure. */
import type { Consumer, DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { DeadLetterSearch } from '../api/dead-letters.ts';

export const services: readonly Consumer[] = ['cart', 'inventory', 'order', 'payment', 'product'];
export const deadLetterStatuses: readonly DeadLetterStatus[] = ['waiting', 'replayed', 'discarded'];

/** URL value for any status. */
export const anyStatus = 'any';

export function readDeadLetterSearch(address: URLSearchParams): DeadLetterSearch {
  const requested = address.get('status');
  const status =
    requested === anyStatus ? undefined : (deadLetterStatuses.find((one) => one === requested) ?? 'waiting');
  return { service: services.find((one) => one === address.get('service')), status };
}
