/** What staff did in the shop, newest first: filtered by kind, person and time, and saved as a file. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { exportStaffActions, staffActionsQuery } from '../api/staff-actions.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { NothingFound } from '../parts/nothing-found.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { ActionFilters } from './action-filters.tsx';
import { readActionSearch } from './action-search.ts';
import { ActionsTable } from './actions-table.tsx';

export default function ActionsPage() {
  const { actions: texts, overview } = useMerchantMessages();
  const { address, clear } = useFilters();
  const search = readActionSearch(address);
  const list = flattenPages(useInfiniteQuery(staffActionsQuery(search)));
  const unavailable = new Set(list.pages?.flatMap((page) => page.unavailable));
  const isFiltered = Object.values(search).some(Boolean);
  return (
    <div className="stack">
      <div>
        <PageHeading>{texts.title}</PageHeading>
        <p className="soft">{texts.text}</p>
      </div>
      <ActionFilters />
      {unavailable.size > 0 && <Notice tone="warn">{overview.unavailable([...unavailable].join(', '))}</Notice>}
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
        {(actions) => <ActionsTable actions={actions} />}
      </ListStates>
      <ExportButtons name="staff-actions" load={(format) => exportStaffActions(search, format)} />
    </div>
  );
}
