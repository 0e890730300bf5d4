/** One dead letter: what came, what went wrong, and what becomes of it. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { Notice } from '../../../design/notice.tsx';
import { ErrorState } from '../../../design/states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PagePlace } from '../../../shell/page-place.tsx';
import { letterQuery } from '../api/letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { Code } from '../parts/code.tsx';
import { ActorName } from '../parts/person-name.tsx';
import { useRights } from '../use-rights.ts';
import { LetterActions } from './letter-actions.tsx';
import { LetterBadges } from './letter-badges.tsx';
import { orderOf, shownPayload } from './payload.ts';

export default function LetterPage() {
  const { service = '', id = '' } = useParams();
  const { letters: words } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  const { areas } = useRights();
  const { data: letter, error, refetch } = useQuery(letterQuery(service, id));
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !letter) return <ErrorState error={error} retry={refetch} />;
  if (!letter) return <PagePlace />;
  const title = letter.type ?? words.unknownType;
  const orderId = orderOf(letter.payload);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.service, <Technical key="service">{letter.service}</Technical>],
    [words.filed, dateTime(letter.filedAt)],
    [words.tries, number(letter.tries)],
    [words.subject, letter.subject && <Technical key="subject">{letter.subject}</Technical>],
    [words.id, <Technical key="id">{letter.id}</Technical>],
    [
      words.settled,
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
    [words.reason, letter.reason],
  ];
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={words.title}>
        <Link to={areaPaths.letters}>{words.title}</Link>
      </nav>
      <div className="stack">
        <PageHeading title={title}>
          <span className="merchant-id" translate="no">
            {title}
          </span>
        </PageHeading>
        <LetterBadges letter={letter} />
      </div>
      <Notice tone={letter.status === 'waiting' ? 'bad' : 'plain'} title={words.error}>
        <p className="merchant-id" translate="no">
          {letter.error}
        </p>
      </Notice>
      {letter.status === 'waiting' && <LetterActions letter={letter} />}
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
        {orderId && areas.includes('orders') && <Link to={merchantPaths.order(orderId)}>{words.toOrder}</Link>}
      </section>
      <section className="card stack">
        <h2>{words.payload}</h2>
        <Code label={words.payload}>{shownPayload(letter.payload)}</Code>
      </section>
    </div>
  );
}

const Technical = ({ children }: { readonly children: string }) => (
  <span className="merchant-id" translate="no">
    {children}
  </span>
);
