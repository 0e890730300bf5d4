/** One dead letter: message, error and actions. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { deadLetterQuery } from '../api/dead-letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { Code } from '../parts/code.tsx';
import { ActorName } from '../parts/person-name.tsx';
import { useRights } from '../use-rights.ts';
import { DeadLetterActions } from './dead-letter-actions.tsx';
import { DeadLetterBadges } from './dead-letter-badges.tsx';
import { formatPayload, orderIdOf } from './format-payload.ts';

export default function DeadLetterPage() {
  const { service: named, id = '' } = useParams();
  const service = consumers.find((one) => one === named);
  return service ? <DeadLetterDetails service={service} id={id} /> : <NotFound />;
}

function DeadLetterDetails({ service, id }: { readonly service: Consumer; readonly id: string }) {
  const { letters: texts } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  const { areas } = useRights();
  const { data: letter, error, refetch } = useQuery(deadLetterQuery(service, id));
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !letter) return <ErrorState error={error} retry={refetch} />;
  if (!letter) return <PageSkeleton />;
  const title = letter.type ?? texts.unknownType;
  const orderId = orderIdOf(letter.payload);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [texts.service, <Technical key="service">{letter.service}</Technical>],
    [texts.filed, dateTime(letter.filedAt)],
    [texts.tries, number(letter.tries)],
    [texts.subject, letter.subject && <Technical key="subject">{letter.subject}</Technical>],
    [texts.id, <Technical key="id">{letter.id}</Technical>],
    [
      texts.settled,
      letter.settledAt && (
        <span key="settled">
          {dateTime(letter.settledAt)}
          {letter.settledBy && (
            <>
              , <ActorName actor={letter.settledBy} />
            </>
          )}
        </span>
      ),
    ],
    [texts.reason, letter.reason],
  ];
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.letters}>{texts.title}</Link>
      </nav>
      <div className="stack">
        <PageHeading title={title}>
          <span className="merchant-id" translate="no">
            {title}
          </span>
        </PageHeading>
        <DeadLetterBadges letter={letter} />
      </div>
      <Notice tone={letter.status === 'waiting' ? 'bad' : 'plain'} title={texts.error}>
        <p className="merchant-id" translate="no">
          {letter.error}
        </p>
      </Notice>
      {letter.status === 'waiting' && <DeadLetterActions letter={letter} />}
      <section className="card stack">
        <dl className="merchant-pairs">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        {orderId && areas.includes('orders') && <Link to={merchantPaths.order(orderId)}>{texts.toOrder}</Link>}
      </section>
      <section className="card stack">
        <h2>{texts.payload}</h2>
        <Code label={texts.payload}>{formatPayload(letter.payload)}</Code>
      </section>
    </div>
  );
}

const Technical = ({ children }: { readonly children: string }) => (
  <span className="merchant-id" translate="no">
    {children}
  </span>
);
