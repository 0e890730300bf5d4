/**
 * What happened to accounts, sessions and requests that a person in charge of security wants to see. Codes are stable: alerts,
 * dashboards and the administrator's list search by them; new ones are added, none is renamed.
 */
import { z } from 'zod';
import { securityEventCodes } from './security-event-codes.ts';

export const SecurityEventCode = z.enum(securityEventCodes);
export type SecurityEventCode = z.infer<typeof SecurityEventCode>;

/** `success`: it was done; `failure`: it was tried and was wrong; `refused`: it was not even tried. */
export const SecurityOutcome = z.enum(['success', 'failure', 'refused']);
export type SecurityOutcome = z.infer<typeof SecurityOutcome>;
