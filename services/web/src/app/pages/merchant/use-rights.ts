/** What the person who is here may do. */
import { useMemo } from 'react';
import { usePerson } from '../../shell/use-person.ts';
import { shopConfig } from '../../shop-config.ts';
import { type Rights, rightsOf } from './rights.ts';

/** The shop's own identity service is below its own address. */
const hasOwnIssuer = shopConfig.issuer === `${location.origin}/auth`;

/** `knowsPeople`: the shop's own identity service can say who somebody is. */
export function useRights(): Rights & { readonly knowsPeople: boolean } {
  const { roles } = usePerson();
  return useMemo(() => ({ ...rightsOf(roles, hasOwnIssuer), knowsPeople: hasOwnIssuer }), [roles]);
}
