/** The codes of security events; their schema is in security-events.ts. Without zod, because the web pages import this. */
/** Events of accounts and sessions: identity stores them, for the administrator's list. */
export const identityEventCodes = [
  'login.succeeded',
  'login.failed',
  'login.throttled',
  'signup.succeeded',
  'signup.refused',
  'signup.throttled',
  'guest.entered',
  'guest.claimed',
  'password.changed',
  'password.refused',
  'password.reset_requested',
  'password.reset',
  'email.changed',
  'roles.changed',
  'session.ended',
  'session.ended_by_admin',
  'token.reused',
  'token.revoked',
  'api_token.created',
  'api_token.refused',
  'api_token.revoked',
  'mfa.enrolled',
  'mfa.removed',
  'mfa.succeeded',
  'mfa.failed',
  'mfa.throttled',
  'mfa.recovery_used',
  'person.exported',
  'person.erased',
] as const;

/** Events of requests: only in the gateway's log and metrics, because an attacker decides how many there are. */
export const gatewayEventCodes = [
  'token.refused',
  'stepup.required',
  'stepup.succeeded',
  'access.denied',
  'request.throttled',
  'threat.detected',
] as const;

export const securityEventCodes = [...identityEventCodes, ...gatewayEventCodes] as const;

export type SecurityEventCode = (typeof securityEventCodes)[number];
