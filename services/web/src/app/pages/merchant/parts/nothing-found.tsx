/** A list without a result for its filters, with a button that clears them. */
import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface NothingFoundProps {
  readonly title: string;
  readonly onClear: () => void;
  readonly children?: ReactNode;
}

export function NothingFound({ title, onClear, children }: NothingFoundProps) {
  const { common } = useMerchantMessages();
  return (
    <EmptyState
      title={title}
      action={
        <Button variant="quiet" onClick={onClear}>
          {common.clear}
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
