/** The rights of the current user. */
import { useMemo } from 'react';
import { usePerson } from '../../shell/use-person.ts';
import { shopConfig } from '../../shop-config.ts';
import { type Rights, rightsOf } from './rights.ts';

/** The shop's own identity service is the issuer at /auth of the shop's origin. */
const hasOwnIssuer = shopConfig.issuer === `${location.origin}/auth`;

/** `knowsPeople`: the shop's own identity service can resolve ids to accounts. */
export function useRights(): Rights & { readonly knowsPeople: boolean } {
  const { roles } = usePerson();
  return useMemo(() => ({ ...rightsOf(roles, hasOwnIssuer), knowsPeople: hasOwnIssuer }), [roles]);
}
