/** All products, on sale or retired. */
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '../../../design/button.tsx';
import { Pager } from '../../../design/pager.tsx';
import { EmptyState } from '../../../design/states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { shopFacts } from '../../../shop-facts.ts';
import { readProductQuery } from '../../shop/product-query.ts';
import { merchantProductsQuery } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { ProductFilters } from './product-filters.tsx';
import { ProductsTable } from './products-table.tsx';

export default function ProductsPage() {
  const { products: words, categories, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const isRetired = address.get('status') === 'retired';
  const status = isRetired ? ('retired' as const) : undefined;
  const query = { ...readProductQuery(address, shopFacts.currency), status };
  const { data, error, refetch, isPlaceholderData } = useQuery(merchantProductsQuery(query));
  const isOnlyRetired = isRetired && [...address.keys()].every((name) => name === 'status');
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{words.title}</PageHeading>
          <p className="soft" role="status">
            {data ? words.found(data.total) : '\u00a0'}
          </p>
        </div>
        <div className="row">
          <ButtonLink look="quiet" to={merchantPaths.categories}>
            {categories.title}
          </ButtonLink>
          <ButtonLink to={merchantPaths.newProduct}>{words.add}</ButtonLink>
        </div>
      </div>
      <ProductFilters />
      <div className="stack merchant-fade" aria-busy={isPlaceholderData}>
        <ListStates
          items={data?.items}
          error={error}
          retry={() => void refetch()}
          empty={
            <EmptyState
              title={isOnlyRetired ? words.noneRetired : words.emptyTitle}
              action={
                address.size > 0 && (
                  <Button look="quiet" onClick={clear}>
                    {common.clear}
                  </Button>
                )
              }
            >
              {!isOnlyRetired && words.emptyText}
            </EmptyState>
          }
        >
          {(products) => <ProductsTable products={products} />}
        </ListStates>
        {data && <Pager page={data.page} size={data.size} total={data.total} />}
      </div>
    </div>
  );
}
