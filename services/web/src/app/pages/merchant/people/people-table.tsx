/** Table of people. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { RoleBadges } from './role-badges.tsx';

export function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const { people: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  return (
    <Table caption={texts.title} head={[texts.login, texts.roles, texts.secondFactor, texts.lastSeen]}>
      {people.map(({ id, login, roles, secondFactor, lastSeenAt }) => (
        <tr key={id}>
          <RowHead>
            <Link to={merchantPaths.person(id)} translate="no">
              {login}
            </Link>
          </RowHead>
          <Cell of={texts.roles}>
            <RoleBadges roles={roles} />
          </Cell>
          <Cell of={texts.secondFactor} tight>
            {secondFactor ? texts.yes : texts.no}
          </Cell>
          <Cell of={texts.lastSeen} tight>
            {lastSeenAt ? dateTime(lastSeenAt) : texts.notLoggedIn}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
