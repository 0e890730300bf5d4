/** Reads the dead-letter filters from the URL; the default status is waiting. Pure. */
import { consumers, deadLetterStatuses } from '@mambogo/contracts/enumerations.ts';
import type { DeadLetterSearch } from '../api/dead-letters.ts';

/** In alphabetical order. */
export const services = [...consumers].sort();

/** URL value for any status. */
export const anyStatus = 'any';

export function readDeadLetterSearch(address: URLSearchParams): DeadLetterSearch {
  const requested = address.get('status');
  const status =
    requested === anyStatus ? undefined : (deadLetterStatuses.find((one) => one === requested) ?? 'waiting');
  return { service: services.find((one) => one === address.get('service')), status };
}
