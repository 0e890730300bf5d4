/** Which prices changed since they were seen, from what to what. */
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import type { PriceChange } from './seen-prices.ts';

interface PriceChangesProps {
  readonly changes: readonly PriceChange[];
  readonly onUnderstood: () => void;
}

export function PriceChanges({ changes, onUnderstood }: PriceChangesProps) {
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
      <Button variant="quiet" onClick={onUnderstood}>
        {cart.understood}
      </Button>
    </Notice>
  );
}
