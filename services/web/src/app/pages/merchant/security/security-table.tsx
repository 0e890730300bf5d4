/** Table of security events. */
import type { SecurityEventEntry } from '@mambogo/contracts/api/security-events.ts';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { PersonName } from '../parts/person-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useLocale } from '../parts/use-locale.ts';
import { preciseTime } from '../precise-time.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

export function SecurityTable({ events }: { readonly events: readonly SecurityEventEntry[] }) {
  const { security: texts } = useMerchantMessages();
  const { number } = useLanguage();
  const locale = useLocale();
  return (
    <Table
      caption={texts.title}
      head={[texts.what, texts.time, texts.outcome, texts.subject, texts.network, { number: texts.count }]}
    >
      {events.map(({ id, at, code, outcome, subject, actor, network, count }) => (
        <tr key={id}>
          <RowHead>
            {texts.codes[code]}
            <span className="soft small merchant-sku" translate="no">
              {code}
            </span>
          </RowHead>
          <Cell of={texts.time} tight>
            <time dateTime={at}>{preciseTime(at, locale)}</time>
          </Cell>
          <Cell of={texts.outcome}>
            <OutcomeBadge outcome={outcome} />
          </Cell>
          <Cell of={texts.subject}>
            {subject ? <PersonName id={subject} linked withEmail /> : texts.nobody}
            {actor && (
              <span className="soft small merchant-below">
                {texts.by} <PersonName id={actor} linked />
              </span>
            )}
          </Cell>
          <Cell of={texts.network} tight>
            <span translate="no">{network ?? '–'}</span>
          </Cell>
          <Cell of={texts.count} number>
            {number(count)}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
