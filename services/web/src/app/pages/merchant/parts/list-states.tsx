/** The states of a merchant list: loading, failed, empty, or loaded with a button for more. */
import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface ListStatesProps<T> {
  readonly items: readonly T[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  /** Shown for an empty list. */
  readonly empty: ReactNode;
  readonly more?: { readonly has: boolean; readonly busy: boolean; readonly load: () => void };
  readonly children: (items: readonly T[]) => ReactNode;
}

export function ListStates<T>({ items, error, retry, empty, more, children }: ListStatesProps<T>) {
  const { common } = useMerchantMessages();
  if (!items) {
    if (error) return <ErrorState error={error} retry={retry} />;
    return (
      <div className="table-wrap merchant-wait" aria-busy="true">
        <p className="visually-hidden" role="status">
          {common.loading}
        </p>
        {[1, 2, 3, 4, 5].map((index) => (
          <Skeleton key={index} height="2.25rem" />
        ))}
      </div>
    );
  }
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      {more?.has && (
        <div className="row">
          <Button variant="quiet" busy={more.busy} onClick={more.load}>
            {common.more}
          </Button>
        </div>
      )}
    </>
  );
}
