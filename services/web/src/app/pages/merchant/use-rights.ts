/** What the person who is here may do. */
import { useMemo } from 'react';
import { usePerson } from '../../shell/use-person.ts';
import { shopFacts } from '../../shop-facts.ts';
import { type Rights, rightsOf } from './rights.ts';

/** The shop's own identity service is below its own address. */
const hasOwnIssuer = shopFacts.issuer === `${location.origin}/auth`;

export function useRights(): Rights {
  const { roles } = usePerson();
  return useMemo(() => rightsOf(roles, hasOwnIssuer), [roles]);
}
