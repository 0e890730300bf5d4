/** People, a row each. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { RoleBadges } from './role-badges.tsx';

export function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const { people: words } = useMerchantMessages();
  const { dateTime } = useLanguage();
  return (
    <Table caption={words.title} head={[words.login, words.roles, words.secondFactor, words.lastSeen]}>
      {people.map(({ id, login, roles, secondFactor, lastSeenAt }) => (
        <tr key={id}>
          <RowHead>
            <Link to={merchantPaths.person(id)} translate="no">
              {login}
            </Link>
          </RowHead>
          <Cell of={words.roles}>
            <RoleBadges roles={roles} />
          </Cell>
          <Cell of={words.secondFactor} tight>
            {secondFactor ? words.yes : words.no}
          </Cell>
          <Cell of={words.lastSeen} tight>
            {lastSeenAt ? dateTime(lastSeenAt) : words.notLoggedIn}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
