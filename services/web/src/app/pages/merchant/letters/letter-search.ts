/** Which dead letters to show, from an address and back: those that wait, unless it says another status. Pure. */
import type { Consumer, DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { LetterSearch } from '../api/letters.ts';

export const services: readonly Consumer[] = ['cart', 'inventory', 'order', 'payment', 'product'];
export const letterStatuses: readonly DeadLetterStatus[] = ['waiting', 'replayed', 'discarded'];

/** In an address: of any status. */
export const anyStatus = 'any';

export function readLetterSearch(address: URLSearchParams): LetterSearch {
  const asked = address.get('status');
  const status = asked === anyStatus ? undefined : (letterStatuses.find((one) => one === asked) ?? 'waiting');
  return { service: services.find((one) => one === address.get('service')), status };
}
