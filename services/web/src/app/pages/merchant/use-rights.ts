/** What the person who is here may do. */
import { useMemo } from 'react';
import { usePerson } from '../../shell/use-person.ts';
import { type Rights, rightsOf } from './rights.ts';

export function useRights(): Rights {
  const { roles } = usePerson();
  return useMemo(() => rightsOf(roles), [roles]);
}
