/** Stock of all products, or of those that are low. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { stockListQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';
import { StockTable } from './stock-table.tsx';

export default function StockPage() {
  const { stock: texts, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const [low, chooseLow] = useUrlFilter('low');
  const isLow = address.get('low') === 'yes';
  const list = flattenPages(useInfiniteQuery(stockListQuery(isLow)));
  return (
    <div className="stack">
      <div className="spread">
        <PageHeading>{texts.title}</PageHeading>
        <label className="check">
          <input
            type="checkbox"
            checked={low === 'yes'}
            onChange={({ target }) => chooseLow(target.checked ? 'yes' : '')}
          />
          {texts.lowOnly}
        </label>
      </div>
      <ListStates
        {...list}
        empty={
          isLow ? (
            <EmptyState
              title={texts.lowNone}
              action={
                <Button variant="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              }
            />
          ) : (
            <EmptyState title={texts.emptyTitle}>{texts.emptyText}</EmptyState>
          )
        }
      >
        {(items) => <StockTable items={items} />}
      </ListStates>
    </div>
  );
}
