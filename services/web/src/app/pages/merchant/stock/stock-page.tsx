/** Stock of all products, or of what runs out. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { stockListQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { listOf } from '../parts/list-of.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useChosen } from '../parts/use-chosen.ts';
import { useFilters } from '../parts/use-filters.ts';
import { StockTable } from './stock-table.tsx';

export default function StockPage() {
  const { stock: words, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const [low, chooseLow] = useChosen('low');
  const isLow = address.get('low') === 'yes';
  const list = listOf(useInfiniteQuery(stockListQuery(isLow)));
  return (
    <div className="stack">
      <div className="spread">
        <PageHeading>{words.title}</PageHeading>
        <label className="check">
          <input
            type="checkbox"
            checked={low === 'yes'}
            onChange={({ target }) => chooseLow(target.checked ? 'yes' : '')}
          />
          {words.lowOnly}
        </label>
      </div>
      <ListStates
        {...list}
        empty={
          isLow ? (
            <EmptyState
              title={words.lowNone}
              action={
                <Button look="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              }
            />
          ) : (
            <EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>
          )
        }
      >
        {(items) => <StockTable items={items} />}
      </ListStates>
    </div>
  );
}
