/** The prices that changed since the customer last saw them. */
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import type { PriceChange } from './seen-prices.ts';

interface PriceChangesProps {
  readonly changes: readonly PriceChange[];
  readonly onAcknowledge: () => void;
}

export function PriceChanges({ changes, onAcknowledge }: PriceChangesProps) {
  const { cart } = useMessages();
  const { money } = useLanguage();
  return (
    <Notice tone="warn" title={cart.priceChanged}>
      <ul>
        {changes.map(({ name, before, now, currency }) => (
          <li key={name}>
            {cart.priceLine(name, money({ amount: before, currency }), money({ amount: now, currency }))}
          </li>
        ))}
      </ul>
      <Button variant="quiet" onClick={onAcknowledge}>
        {cart.understood}
      </Button>
    </Notice>
  );
}
