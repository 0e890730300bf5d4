/** The product list, active or retired. */
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { Pager } from '../../../design/pager.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { shopConfig } from '../../../shop-config.ts';
import { readProductQuery } from '../../shop/product-query.ts';
import { merchantProductsQuery } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { ProductFilters } from './product-filters.tsx';
import { ProductsTable } from './products-table.tsx';

export default function ProductsPage() {
  const { products: texts, categories, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const isRetired = address.get('status') === 'retired';
  const status = isRetired ? ('retired' as const) : undefined;
  const query = { ...readProductQuery(address, shopConfig.currency), status, variants: 'each' as const };
  const { data, error, refetch, isPlaceholderData } = useQuery(merchantProductsQuery(query));
  const isOnlyRetired = isRetired && [...address.keys()].every((name) => name === 'status');
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{texts.title}</PageHeading>
          <p className="soft" role="status">
            {data ? texts.found(data.total) : '\u00a0'}
          </p>
        </div>
        <div className="row">
          <ButtonLink variant="quiet" to={merchantPaths.texts}>
            {texts.texts.title}
          </ButtonLink>
          <ButtonLink variant="quiet" to={merchantPaths.categories}>
            {categories.title}
          </ButtonLink>
          <ButtonLink to={merchantPaths.newProduct}>{texts.add}</ButtonLink>
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
              title={isOnlyRetired ? texts.noneRetired : texts.emptyTitle}
              action={
                address.size > 0 && (
                  <Button variant="quiet" onClick={clear}>
                    {common.clear}
                  </Button>
                )
              }
            >
              {!isOnlyRetired && texts.emptyText}
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
