/** The event timeline of an order, loaded when opened. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { timelineQuery } from '../../../api/orders.ts';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface OrderTimelineProps {
  readonly owner: string;
  readonly orderId: string;
  /** Version of the order; part of the query key. */
  readonly version: number;
}

export function OrderTimeline({ owner, orderId, version }: OrderTimelineProps) {
  const { order: texts } = useAccountMessages();
  const { dateTime, preciseTime } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...timelineQuery(owner, orderId, version), enabled: isOpen });
  return (
    <details className="card timeline" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.timeline}</summary>
      <p className="soft small">{texts.timelineText}</p>
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : data ? (
        <ol>
          {data.map(({ at, service, type, actor }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the log is append-only
            <li key={index}>
              <time dateTime={at} title={dateTime(at)}>
                {preciseTime(at)}
              </time>
              <span translate="no">
                <strong>{service}</strong> {type}
              </span>
              {texts.actors[actor] && <span className="soft small">{texts.actors[actor]}</span>}
            </li>
          ))}
        </ol>
      ) : (
        <Skeleton height="8rem" />
      )}
    </details>
  );
}
