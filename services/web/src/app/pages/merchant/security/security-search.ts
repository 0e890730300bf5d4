/** Reads the security event filters from the URL. Invalid parameters are ignored. Pure. */
import { identityEventCodes, type SecurityEventCode } from '@mambogo/contracts/security-event-codes.ts';
import { personId } from '../parts/person-id.ts';

export interface SecuritySearch {
  readonly code?: SecurityEventCode;
  /** A person's id. */
  readonly subject?: string;
}

export const readSecuritySearch = (address: URLSearchParams): SecuritySearch => ({
  code: identityEventCodes.find((code) => code === address.get('code')),
  subject: personId(address.get('subject') ?? ''),
});
