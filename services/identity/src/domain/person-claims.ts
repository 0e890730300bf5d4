/** The claims about a person in ID tokens and userinfo: a guest has no name, and `guest` says so. Pure. */
import type { Role } from '@mambogo/contracts/scopes.ts';

export interface PersonClaims {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly preferred_username?: string;
  readonly guest?: true;
  readonly [claim: string]: unknown;
}

export const claimsOf = (person: {
  readonly id: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly guest: boolean;
}): PersonClaims => ({
  sub: person.id,
  roles: person.roles,
  ...(person.guest ? { guest: true } : { preferred_username: person.login }),
});
