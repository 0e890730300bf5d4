/** Table of dead letters. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { DeadLetterBadges } from './dead-letter-badges.tsx';
import { shortType } from './short-type.ts';

export function DeadLettersTable({ letters }: { readonly letters: readonly DeadLetter[] }) {
  const { letters: texts } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  return (
    <Table
      caption={texts.title}
      head={[texts.type, texts.service, texts.error, texts.status, { number: texts.tries }, texts.filed]}
    >
      {letters.map((letter) => {
        const { service, id, type, error, tries, filedAt } = letter;
        return (
          <tr key={`${service}/${id}`}>
            <RowHead>
              <Link to={merchantPaths.letter(service, id)} translate="no">
                {type ? shortType(type) : texts.unknownType}
              </Link>
            </RowHead>
            <Cell of={texts.service}>
              <span translate="no">{service}</span>
            </Cell>
            <Cell of={texts.error}>
              <span className="merchant-clip small" translate="no">
                {error}
              </span>
            </Cell>
            <Cell of={texts.status}>
              <DeadLetterBadges letter={letter} />
            </Cell>
            <Cell of={texts.tries} number>
              {number(tries)}
            </Cell>
            <Cell of={texts.filed} tight>
              {dateTime(filedAt)}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}
