/** All orders, newest first, with filters. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { adminOrdersQuery } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { NothingFound } from '../parts/nothing-found.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { OrderFilters } from './order-filters.tsx';
import { readOrderSearch } from './order-search.ts';
import { OrdersTable } from './orders-table.tsx';

export default function OrdersPage() {
  const { orders: texts } = useMerchantMessages();
  const { address, clear } = useFilters();
  const search = readOrderSearch(address);
  const list = flattenPages(useInfiniteQuery(adminOrdersQuery(search)));
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const isOnlyStuck = search.stuck && !search.number && !search.customer && !search.status;
  return (
    <div className="stack">
      <PageHeading>{texts.title}</PageHeading>
      <OrderFilters />
      <ListStates
        {...list}
        empty={
          isFiltered ? (
            <NothingFound title={isOnlyStuck ? texts.stuckNone : texts.nothingTitle} onClear={clear}>
              {!isOnlyStuck && texts.nothingText}
            </NothingFound>
          ) : (
            <EmptyState title={texts.emptyTitle}>{texts.emptyText}</EmptyState>
          )
        }
      >
        {(orders) => <OrdersTable orders={orders} />}
      </ListStates>
    </div>
  );
}
