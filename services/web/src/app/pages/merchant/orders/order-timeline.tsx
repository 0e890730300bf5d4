/** All events of an order across services, in chronological order; each expands to its details. */
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { adminTimelineQuery, exportTimeline } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { Code } from '../parts/code.tsx';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { ActorName } from '../parts/person-name.tsx';
import { preciseTime } from '../precise-time.ts';

interface OrderTimelineProps {
  readonly orderId: string;
  readonly number: string;
  /** Version of the order; part of the query key. */
  readonly version: number;
}

export function OrderTimeline({ orderId, number, version }: OrderTimelineProps) {
  const { orders, common } = useMerchantMessages();
  const texts = orders.timeline;
  const { data, error, refetch, isFetching } = useQuery({
    ...adminTimelineQuery(orderId, version),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="card stack">
      <div className="spread">
        <h2>{texts.title}</h2>
        <Button variant="quiet" busy={isFetching} onClick={() => void refetch()}>
          {common.refresh}
        </Button>
      </div>
      <p className="soft small">{texts.text}</p>
      {data ? (
        <ol className="merchant-timeline">
          {data.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the log is append-only
            <Entry key={index} entry={entry} />
          ))}
        </ol>
      ) : error ? (
        <ErrorState error={error} retry={refetch} />
      ) : (
        <Skeleton height="20rem" />
      )}
      {data && <ExportButtons name={number} load={(format) => exportTimeline(orderId, format)} />}
    </section>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { orders } = useMerchantMessages();
  const texts = orders.timeline;
  const { language } = useLanguage();
  const { at, service, type, version, actor, correlationId, causationId, role, cause, traceId, traceUrl, data } = entry;
  const isIncomplete = type === 'timeline.incomplete';
  return (
    <li className={isIncomplete ? 'merchant-incomplete' : undefined}>
      <details>
        <summary>
          <time dateTime={at} className="soft small tabular">
            {preciseTime(at, language)}
          </time>
          <span translate="no">
            <strong>{type}</strong> <span className="soft small">{service}</span>
          </span>
        </summary>
        {isIncomplete && <p>{texts.incomplete}</p>}
        <dl className="merchant-pairs small">
          <Pair name={texts.actor} value={<ActorName actor={actor} />} />
          {role && <Pair name={texts.role} value={texts.roles[role]} />}
          {cause && <Pair name={texts.cause} value={cause} />}
          {version !== undefined && <Pair name={texts.version} value={String(version)} />}
          <Pair name={texts.correlation} value={correlationId} />
          {causationId && <Pair name={texts.causation} value={causationId} />}
          {traceId && <Pair name={texts.trace} value={traceUrl ? <a href={traceUrl}>{traceId}</a> : traceId} />}
        </dl>
        <Code label={texts.data}>{JSON.stringify(data, null, 2)}</Code>
      </details>
    </li>
  );
}

const Pair = ({ name, value }: { readonly name: string; readonly value: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="merchant-id" translate="no">
      {value}
    </dd>
  </div>
);
