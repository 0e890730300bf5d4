/** Search results or a category. The state is in the URL, so it can be shared and bookmarked. */
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { isApiError } from '../../api/api-error.ts';
import { categoriesQuery, categoryQuery, productsQuery } from '../../api/catalogue.ts';
import { Button, ButtonLink } from '../../design/button.tsx';
import { EmptyState, ErrorState } from '../../design/empty-and-error-states.tsx';
import { SelectField } from '../../design/field.tsx';
import { Pager } from '../../design/pager.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { categoryPath, pagePaths } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { shopConfig } from '../../shop-config.ts';
import { ProductGrid } from './product-grid.tsx';
import { defaultSort, pageSize, readProductQuery, withFilter } from './product-query.ts';
import { SearchFilters } from './search-filters.tsx';

const sorts = ['name', '-name', 'price', '-price', '-createdAt'] as const;

export default function SearchPage() {
  const { catalogue } = useMessages();
  const { slug } = useParams();
  const [address, setAddress] = useSearchParams();
  const query = readProductQuery(address, shopConfig.currency, slug);
  const { data, error, isPlaceholderData, refetch } = useQuery(productsQuery(query));
  const categories = useQuery(categoriesQuery);
  const listed = categories.data?.find((one) => one.slug === query.category);
  const isUnlisted = categories.data !== undefined && query.category !== undefined && !listed;
  // It may be a new category, or a former slug of one.
  const found = useQuery({ ...categoryQuery(query.category ?? ''), enabled: isUnlisted });
  const category = listed ?? found.data;
  if (category && category.slug !== query.category)
    return slug ? (
      <Navigate replace to={{ pathname: categoryPath(category.slug), search: `?${address}` }} />
    ) : (
      <Navigate replace to={{ search: `?${withFilter(address, { category: category.slug })}` }} />
    );
  if (slug && (isApiError(found.error, 'not-found') || isApiError(found.error, 'validation'))) return <NotFound />;

  const isFiltered = ['q', 'from', 'to', 'availability', 'category'].some((name) => address.has(name));
  const title = query.search
    ? catalogue.resultsFor(query.search)
    : slug
      ? (category?.name ?? '')
      : (category?.name ?? catalogue.all);
  return (
    <div className="results">
      <div className="results-top">
        <PageHeading>{title || '\u00a0'}</PageHeading>
        <p className="soft" role="status">
          {data ? catalogue.results(data.total) : '\u00a0'}
        </p>
      </div>
      <SearchFilters inCategory={slug !== undefined} />
      <div className="results-list" aria-busy={isPlaceholderData}>
        <h2 className="visually-hidden">{title}</h2>
        <div className="results-sort">
          <SelectField
            label={catalogue.sort}
            value={query.sort}
            onChange={({ target }) =>
              setAddress(withFilter(address, { sort: target.value === defaultSort(query.search) ? '' : target.value }))
            }
          >
            {(query.search ? (['relevance', ...sorts] as const) : sorts).map((sort) => (
              <option key={sort} value={sort}>
                {catalogue.sorts[sort]}
              </option>
            ))}
          </SelectField>
        </div>
        {error && !data ? (
          <ErrorState error={error} retry={refetch} />
        ) : data?.items.length === 0 ? (
          <EmptyState
            title={isFiltered ? catalogue.nothingTitle : catalogue.results(0)}
            action={
              isFiltered ? (
                <>
                  <Button variant="quiet" onClick={() => setAddress({})}>
                    {catalogue.clear}
                  </Button>
                  <ButtonLink to={pagePaths.search}>{catalogue.all}</ButtonLink>
                </>
              ) : (
                <ButtonLink to={pagePaths.search}>{catalogue.all}</ButtonLink>
              )
            }
          >
            {isFiltered ? catalogue.nothingText : catalogue.emptyCategory}
          </EmptyState>
        ) : (
          <ProductGrid products={data?.items} placeholders={pageSize / 2} first={4} />
        )}
        {data && <Pager page={data.page} size={data.size} total={data.total} />}
      </div>
    </div>
  );
}
