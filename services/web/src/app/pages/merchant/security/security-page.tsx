/** Security events, newest first, filtered by code and person. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { securityEventsQuery } from '../api/security.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { NothingFound } from '../parts/nothing-found.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SecurityFilters } from './security-filters.tsx';
import { readSecuritySearch } from './security-search.ts';
import { SecurityTable } from './security-table.tsx';

export default function SecurityPage() {
  const { security: texts } = useMerchantMessages();
  const { address, clear } = useFilters();
  const search = readSecuritySearch(address);
  const list = flattenPages(useInfiniteQuery(securityEventsQuery(search)));
  const isFiltered = search.code !== undefined || search.subject !== undefined;
  return (
    <div className="stack">
      <div>
        <PageHeading>{texts.title}</PageHeading>
        <p className="soft">{texts.text}</p>
        <p className="soft small">{texts.elsewhere}</p>
        <a href="/auth/account/api-tokens">{texts.apiTokens}</a>
      </div>
      <SecurityFilters />
      <ListStates
        {...list}
        empty={
          isFiltered ? (
            <NothingFound title={texts.nothingTitle} onClear={clear}>
              {texts.nothingText}
            </NothingFound>
          ) : (
            <EmptyState title={texts.emptyTitle} />
          )
        }
      >
        {(events) => <SecurityTable events={events} />}
      </ListStates>
    </div>
  );
}
