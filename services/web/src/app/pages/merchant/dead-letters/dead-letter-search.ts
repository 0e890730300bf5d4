/** Which dead letters to show, from an address and back: those that wait, unless it says another status. Pure. */
import type { Consumer, DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { DeadLetterSearch } from '../api/dead-letters.ts';

export const services: readonly Consumer[] = ['cart', 'inventory', 'order', 'payment', 'product'];
export const deadLetterStatuses: readonly DeadLetterStatus[] = ['waiting', 'replayed', 'discarded'];

/** In an address: of any status. */
export const anyStatus = 'any';

export function readDeadLetterSearch(address: URLSearchParams): DeadLetterSearch {
  const asked = address.get('status');
  const status = asked === anyStatus ? undefined : (deadLetterStatuses.find((one) => one === asked) ?? 'waiting');
  return { service: services.find((one) => one === address.get('service')), status };
}
