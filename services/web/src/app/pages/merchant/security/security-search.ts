/** Which security events to show, from an address. What makes no sense is left out. Pure. */
import { type SecurityEventCode, securityEventCodes } from '@mambogo/contracts/security-event-codes.ts';
import { personId } from '../parts/person-id.ts';

export interface SecuritySearch {
  readonly code?: SecurityEventCode;
  /** A person's id. */
  readonly subject?: string;
}

export const readSecuritySearch = (address: URLSearchParams): SecuritySearch => ({
  code: securityEventCodes.find((code) => code === address.get('code')),
  subject: personId(address.get('subject') ?? ''),
});
