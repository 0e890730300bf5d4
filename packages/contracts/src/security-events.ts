/**
 * Security-relevant events of accounts, sessions and requests. Codes are stable, because alerts, dashboards and the
 * administrator's list use them: codes may be added, but not renamed.
 */
import { z } from 'zod';
import { securityEventCodes } from './security-event-codes.ts';

export const SecurityEventCode = z.enum(securityEventCodes);
export type SecurityEventCode = z.infer<typeof SecurityEventCode>;

/** `success`: it was done; `failure`: it was attempted and failed; `refused`: it was rejected without an attempt. */
export const SecurityOutcome = z.enum(['success', 'failure', 'refused']);
export type SecurityOutcome = z.infer<typeof SecurityOutcome>;
