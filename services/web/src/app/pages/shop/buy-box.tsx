/** How many are there this moment, how many to take, and the button. The stock is asked again while somebody looks. */

import type { Product } from '@mambogo/contracts/api/products.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stockQuery } from '../../api/catalogue.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Stepper } from '../../design/stepper.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { AvailabilityBadge } from './availability-badge.tsx';
import { useAddToCart } from './use-add-to-cart.tsx';
import { useCart } from './use-cart.ts';

/** From here on down people want to know the number. */
const few = 10;

export function BuyBox({ product }: { readonly product: Product }) {
  const { product: words } = useMessages();
  const [wanted, setWanted] = useState(1);
  const stock = useQuery(stockQuery(product.id));
  const cart = useCart();
  const { add, isAdding } = useAddToCart();
  const availability = stock.data?.availability ?? product.availability;
  const available = stock.data?.available;
  const most = Math.min(limits.cartQuantity.max, available ?? limits.cartQuantity.max);
  const inCart = cart.data?.items.find(({ productId }) => productId === product.id)?.quantity ?? 0;
  const isThere = availability !== 'out-of-stock';
  const quantity = Math.max(1, Math.min(wanted, most));
  return (
    <div className="buy-box">
      <p className="row" aria-live="polite">
        {isThere && available !== undefined && available > 0 && available <= few ? (
          <Badge tone="warn">{words.onlyLeft(available)}</Badge>
        ) : (
          <AvailabilityBadge availability={availability} />
        )}
        {inCart > 0 && <span className="soft small">{words.inCart(inCart)}</span>}
      </p>
      {isThere ? (
        <div className="buy-row">
          <Stepper
            value={quantity}
            max={Math.max(most, 1)}
            onChange={setWanted}
            labels={{ quantity: words.quantity, less: words.less, more: words.more }}
          />
          <Button large busy={isAdding} onClick={(event) => add(product, quantity, event)}>
            {isAdding ? words.adding : words.add}
          </Button>
        </div>
      ) : (
        <p className="soft">{words.soldOutText}</p>
      )}
      {stock.isError && !stock.data && <p className="soft small">{words.unavailable}</p>}
    </div>
  );
}
