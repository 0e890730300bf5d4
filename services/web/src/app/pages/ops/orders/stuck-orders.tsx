/** Orders that wait too long: for whom, since when, why, and one click to diagnosis, dead letter, runbook. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import type { OperationsReport, StuckOrder } from '@mambogo/contracts/api/operations.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { Cell, RowHead, Table } from '../../merchant/parts/table.tsx';
import { durationSince } from '../duration.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { opsOrderPath } from '../ops-paths.ts';
import type { JudgedService } from '../services/service-state.ts';
import { CauseLinks, useCauseText } from './cause-links.tsx';
import { causeOf } from './cause-of.ts';

interface StuckOrdersProps {
  readonly query: UseQueryResult<{ readonly items: readonly StuckOrder[] }>;
  readonly services: readonly JudgedService[];
  readonly letters: readonly DeadLetter[];
  readonly links: OperationsReport['links'];
}

export function StuckOrders({ query: { data, error, refetch }, services, letters, links }: StuckOrdersProps) {
  const { stuck: texts, common } = useOpsMessages();
  return (
    <section className="stack" aria-labelledby="ops-stuck">
      <div>
        <div className="row">
          <h2 id="ops-stuck">{texts.title}</h2>
          {data && <Badge tone={data.items.length > 0 ? 'bad' : 'good'}>{data.items.length || common.none}</Badge>}
        </div>
        <p className="soft small">{data?.items.length === 0 ? texts.emptyText : texts.text}</p>
      </div>
      {!data && (error ? <ErrorState error={error} retry={() => void refetch()} /> : <Skeleton height="6rem" />)}
      {data && data.items.length > 0 && (
        <Table
          caption={texts.title}
          head={[texts.order, texts.waitsFor, texts.since, texts.lastEvent, texts.cause, texts.links]}
        >
          {data.items.map((order) => (
            <OrderRow key={order.id} order={order} services={services} letters={letters} links={links} />
          ))}
        </Table>
      )}
    </section>
  );
}

interface OrderRowProps extends Omit<StuckOrdersProps, 'query'> {
  readonly order: StuckOrder;
}

function OrderRow({ order, services, letters, links }: OrderRowProps) {
  const { stuck: texts } = useOpsMessages();
  const { language } = useLanguage();
  const cause = causeOf(order, services, letters);
  const textOf = useCauseText();
  return (
    <tr>
      <RowHead>
        <Link to={opsOrderPath(order.id)}>{order.number}</Link>
      </RowHead>
      <Cell of={texts.waitsFor}>
        <span translate="no">{order.waitsFor}</span>
        <span className="soft small merchant-below">{texts.reasons[order.reason]}</span>
      </Cell>
      <Cell of={texts.since} tight>
        {durationSince(order.since, language)}
      </Cell>
      <Cell of={texts.lastEvent}>
        <span translate="no">{order.lastEvent.type}</span>
      </Cell>
      <Cell of={texts.cause}>
        {textOf(cause).map((sentence) => (
          <span key={sentence} className="merchant-below merchant-clip">
            {sentence}
          </span>
        ))}
      </Cell>
      <Cell of={texts.links}>
        <CauseLinks cause={cause} runbooks={links.runbooks} />
      </Cell>
    </tr>
  );
}
