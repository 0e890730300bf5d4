/** Badges of the roles of a person. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { Badge } from '../../../design/badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

export function RoleBadges({ roles }: Pick<Person, 'roles'>) {
  const { people: texts } = useMerchantMessages();
  return (
    <span className="merchant-badges">
      {roles.map((role) => (
        <Badge key={role} tone={role === 'ADMIN' ? 'warn' : 'plain'}>
          {texts.roleNames[role]}
        </Badge>
      ))}
    </span>
  );
}
