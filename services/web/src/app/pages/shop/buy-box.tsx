/** Current stock, quantity and the add-to-cart button. The stock is polled while the page is open. */

import type { Product } from '@mambogo/contracts/api/products.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stockQuery } from '../../api/catalogue.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Stepper } from '../../design/stepper.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { AvailabilityBadge } from './availability-badge.tsx';
import { useAddToCart } from './use-add-to-cart.tsx';
import { useCart } from './use-cart.ts';

/** At or below this stock the exact number is shown. */
const lowStockThreshold = 10;

export function BuyBox({ product }: { readonly product: Product }) {
  const { product: texts } = useMessages();
  const [wanted, setWanted] = useState(1);
  const stock = useQuery(stockQuery(product.id));
  const cart = useCart();
  const { add, isAdding } = useAddToCart();
  const availability = stock.data?.availability ?? product.availability;
  const available = stock.data?.available;
  const expectedOn = product.expectedOn;
  const { calendarDay } = useLanguage();
  const most = Math.min(limits.cartQuantity.max, available ?? limits.cartQuantity.max);
  const inCart = cart.data?.items.find(({ productId }) => productId === product.id)?.quantity ?? 0;
  const isThere = availability !== 'out-of-stock';
  const quantity = Math.max(1, Math.min(wanted, most));
  return (
    <div className="buy-box">
      <p className="row" aria-live="polite">
        {isThere && available !== undefined && available > 0 && available <= lowStockThreshold ? (
          <Badge tone="warn">{texts.onlyLeft(available)}</Badge>
        ) : (
          <AvailabilityBadge availability={availability} />
        )}
        {inCart > 0 && <span className="soft small">{texts.inCart(inCart)}</span>}
      </p>
      {isThere ? (
        <div className="buy-row">
          <Stepper
            value={quantity}
            max={Math.max(most, 1)}
            onChange={setWanted}
            labels={{ quantity: texts.quantity, less: texts.less, more: texts.more }}
          />
          <Button large busy={isAdding} onClick={(event) => add(product, quantity, event)}>
            {isAdding ? texts.adding : texts.add}
          </Button>
        </div>
      ) : (
        <p className="soft">
          {expectedOn && `${texts.expectedOn(calendarDay(expectedOn))} `}
          {texts.soldOutText}
        </p>
      )}
      {stock.isError && !stock.data && <p className="soft small">{texts.unavailable}</p>}
    </div>
  );
}
