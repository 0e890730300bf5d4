/** Events that are too large to be published: where they are, and what to do about them. Nothing while there are none. */
import type { OperationsReport } from '@mambogo/contracts/api/operations.ts';
import { Badge } from '../../../design/badge.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { Cell, RowHead, Table } from '../../merchant/parts/table.tsx';
import { duration } from '../duration.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { runbookUrl } from '../ops-paths.ts';

export function ParkedEvents({ services, links }: Pick<OperationsReport, 'services' | 'links'>) {
  const { parked: texts, common } = useOpsMessages();
  const { number, language } = useLanguage();
  // All instances of a service read the same outbox.
  const events = services.flatMap(({ service, instances }) =>
    (instances.find(({ parked }) => parked)?.parked ?? []).map((event) => ({ service, ...event })),
  );
  if (events.length === 0) return null;
  const runbook = runbookUrl(links.runbooks, 'outbox-not-published');
  return (
    <section className="stack" aria-labelledby="ops-parked">
      <div>
        <div className="row">
          <h2 id="ops-parked">{texts.title}</h2>
          <Badge tone="bad">{number(events.length)}</Badge>
        </div>
        <p className="soft small">{texts.text}</p>
        <p className="small">
          {texts.action}{' '}
          {runbook && (
            <a href={runbook} target="_blank" rel="noreferrer">
              {common.runbook}
            </a>
          )}
        </p>
      </div>
      <Table caption={texts.title} head={[texts.type, texts.service, { number: texts.size }, texts.age, texts.id]}>
        {events.map(({ service, id, type, topic, bytes, ageSeconds }) => (
          <tr key={`${service}/${id}`} data-parked={id}>
            <RowHead>
              <span translate="no">{type}</span>
            </RowHead>
            <Cell of={texts.service}>
              <span translate="no">{service}</span>
              <span className="soft small merchant-below" translate="no">
                {topic}
              </span>
            </Cell>
            <Cell of={texts.size} number>
              {number(Number((bytes / 1_048_576).toFixed(2)))} MiB
            </Cell>
            <Cell of={texts.age} tight>
              {duration(ageSeconds, language)}
            </Cell>
            <Cell of={texts.id}>
              <span className="merchant-id" translate="no">
                {id}
              </span>
            </Cell>
          </tr>
        ))}
      </Table>
    </section>
  );
}
