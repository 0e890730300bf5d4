/** Flattens the loaded pages of an infinite query for ListStates. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

export function flattenPages<P extends { readonly items: readonly unknown[] }>(
  query: UseInfiniteQueryResult<InfiniteData<P, unknown>, Error>,
) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    pages: data?.pages,
    items: data?.pages.flatMap(({ items }): readonly P['items'][number][] => items),
    error,
    retry: () => void refetch(),
    more: { has: hasNextPage, busy: isFetchingNextPage, load: () => void fetchNextPage() },
  };
}
