/** What happened to accounts and sessions, newest first, found by what it was and by whom it was about. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { securityEventsQuery } from '../api/security.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { listOf } from '../parts/list-of.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SecurityFilters } from './security-filters.tsx';
import { readSecuritySearch } from './security-search.ts';
import { SecurityTable } from './security-table.tsx';

export default function SecurityPage() {
  const { security: words, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const search = readSecuritySearch(address);
  const list = listOf(useInfiniteQuery(securityEventsQuery(search)));
  const isFiltered = search.code !== undefined || search.subject !== undefined;
  return (
    <div className="stack">
      <div>
        <PageHeading>{words.title}</PageHeading>
        <p className="soft">{words.text}</p>
        <a href="/auth/account/api-tokens">{words.apiTokens}</a>
      </div>
      <SecurityFilters />
      <ListStates
        {...list}
        empty={
          isFiltered ? (
            <EmptyState
              title={words.nothingTitle}
              action={
                <Button look="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              }
            >
              {words.nothingText}
            </EmptyState>
          ) : (
            <EmptyState title={words.emptyTitle} />
          )
        }
      >
        {(events) => <SecurityTable events={events} />}
      </ListStates>
    </div>
  );
}
