/**
 * What happened to accounts, sessions and requests that a person in charge of security wants to see. Codes are stable: alerts,
 * dashboards and the administrator's list search by them; new ones are added, none is renamed.
 */
import { z } from 'zod';

export const securityEventCodes = [
  'login.succeeded',
  'login.failed',
  'login.throttled',
  'signup.succeeded',
  'signup.refused',
  'signup.throttled',
  'password.changed',
  'password.refused',
  'email.changed',
  'roles.changed',
  'session.ended',
  'session.ended_by_admin',
  'token.refused',
  'token.reused',
  'token.revoked',
  'mfa.enrolled',
  'mfa.removed',
  'mfa.succeeded',
  'mfa.failed',
  'mfa.throttled',
  'mfa.recovery_used',
  'stepup.required',
  'stepup.succeeded',
  'person.exported',
  'person.erased',
  'access.denied',
  'request.throttled',
  'threat.detected',
] as const;
export const SecurityEventCode = z.enum(securityEventCodes);
export type SecurityEventCode = z.infer<typeof SecurityEventCode>;

/** `success`: it was done; `failure`: it was tried and was wrong; `refused`: it was not even tried. */
export const SecurityOutcome = z.enum(['success', 'failure', 'refused']);
export type SecurityOutcome = z.infer<typeof SecurityOutcome>;
