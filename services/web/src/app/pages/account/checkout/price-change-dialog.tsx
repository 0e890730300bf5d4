/** Shown when the cart changed before payment: old and new prices, and a choice. The order was not placed. */
import type { CartChanged } from '@mambogo/contracts/problem-extensions.ts';
import { useNavigate } from 'react-router';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Price } from '../../../design/price.tsx';
import { pagePaths } from '../../../page-paths.ts';
import { QuoteLines } from '../../prices/quote-lines.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface PriceChangeDialogProps {
  readonly change?: CartChanged;
  readonly onAccept: () => void;
}

export function PriceChangeDialog({ change, onAccept }: PriceChangeDialogProps) {
  const { checkout } = useAccountMessages();
  const navigate = useNavigate();
  return (
    <Dialog
      open={change !== undefined}
      title={checkout.priceTitle}
      onClose={onAccept}
      buttons={
        <>
          <Button variant="quiet" onClick={() => navigate(pagePaths.cart)}>
            {checkout.toCart}
          </Button>
          <Button onClick={onAccept}>{checkout.accept}</Button>
        </>
      }
    >
      <p>{checkout.priceText}</p>
      {change && <Lines change={change} />}
    </Dialog>
  );
}

function Lines({ change: { oldLines, newLines, newTotal, newQuote } }: { readonly change: CartChanged }) {
  const { checkout } = useAccountMessages();
  const before = new Map<string, number>(oldLines.map(({ productId, unitPrice }) => [productId, unitPrice.amount]));
  return (
    <ul className="stack">
      {newLines.map(({ productId, name, quantity, unitPrice, lineTotal }) => {
        const was = before.get(productId);
        return (
          <li key={productId} className="spread">
            <span>
              {quantity} × {name}
              {was !== undefined && was !== unitPrice.amount && (
                <span className="small change">
                  {checkout.was} <Price money={{ ...unitPrice, amount: was }} /> → <Price money={unitPrice} />
                </span>
              )}
            </span>
            <Price money={lineTotal} />
          </li>
        );
      })}
      <li>
        <QuoteLines quote={newQuote?.quote} total={newTotal} />
      </li>
    </ul>
  );
}
