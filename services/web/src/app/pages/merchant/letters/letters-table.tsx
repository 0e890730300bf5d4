/** Dead letters, a row each. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { LetterBadges } from './letter-badges.tsx';
import { shortType } from './short-type.ts';

export function LettersTable({ letters }: { readonly letters: readonly DeadLetter[] }) {
  const { letters: words } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  return (
    <Table
      caption={words.title}
      head={[words.type, words.service, words.error, words.status, { number: words.tries }, words.filed]}
    >
      {letters.map((letter) => {
        const { service, id, type, error, tries, filedAt } = letter;
        return (
          <tr key={`${service}/${id}`}>
            <RowHead>
              <Link to={merchantPaths.letter(service, id)} translate="no">
                {type ? shortType(type) : words.unknownType}
              </Link>
            </RowHead>
            <Cell of={words.service}>
              <span translate="no">{service}</span>
            </Cell>
            <Cell of={words.error}>
              <span className="merchant-clip small" translate="no">
                {error}
              </span>
            </Cell>
            <Cell of={words.status}>
              <LetterBadges letter={letter} />
            </Cell>
            <Cell of={words.tries} number>
              {number(tries)}
            </Cell>
            <Cell of={words.filed} tight>
              {dateTime(filedAt)}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}
