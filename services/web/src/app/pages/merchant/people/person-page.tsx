/** One person: account details and administrator actions. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { usePerson } from '../../../shell/use-person.ts';
import { personQuery } from '../api/people.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { StaffNotes } from '../parts/staff-notes.tsx';
import { useRights } from '../use-rights.ts';
import { PersonActions } from './person-actions.tsx';
import { RoleBadges } from './role-badges.tsx';

export default function PersonPage() {
  const { id = '' } = useParams();
  const { people: texts, notes } = useMerchantMessages();
  const { areas } = useRights();
  const { dateTime } = useLanguage();
  const me = usePerson();
  const { data: person, error, refetch } = useQuery(personQuery(id));
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !person) return <ErrorState error={error} retry={refetch} />;
  if (!person) return <PageSkeleton />;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [texts.roles, <RoleBadges key="roles" roles={person.roles} />],
    [texts.secondFactor, person.secondFactor ? texts.yes : texts.no],
    [texts.lastSeen, person.lastSeenAt ? dateTime(person.lastSeenAt) : texts.notLoggedIn],
    [texts.created, dateTime(person.createdAt)],
    [
      texts.id,
      <span key="id" className="merchant-id" translate="no">
        {person.id}
      </span>,
    ],
  ];
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.people}>{texts.title}</Link>
      </nav>
      <PageHeading title={person.login}>
        <span className="merchant-id" translate="no">
          {person.login}
        </span>{' '}
        {person.id === me.id && <Badge>{texts.you}</Badge>}
      </PageHeading>
      <section className="card stack">
        <dl className="merchant-pairs">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Link to={merchantPaths.ordersOf(person.id)}>{texts.orders}</Link>
        <Link to={merchantPaths.securityOf(person.id)}>{texts.securityEvents}</Link>
      </section>
      {areas.includes('orders') && (
        <StaffNotes subject={{ kind: 'customers', id: person.id }} title={notes.ofCustomer} />
      )}
      <PersonActions person={person} />
    </div>
  );
}
