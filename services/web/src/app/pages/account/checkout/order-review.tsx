/** The order summary before payment. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Price } from '../../../design/price.tsx';
import { ProductImage } from '../../../design/product-image.tsx';
import { pagePaths } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

/** @param children the total, and what makes it up */
export function OrderReview({ cart, children }: { readonly cart: Cart; readonly children: ReactNode }) {
  const { checkout } = useAccountMessages();
  return (
    <>
      <div className="spread">
        <h2>{checkout.review}</h2>
        <Link to={pagePaths.cart} className="small">
          {checkout.change}
        </Link>
      </div>
      <ul className="review-lines">
        {cart.items.map(({ productId, name, image, quantity, lineTotal }) => (
          <li key={productId}>
            <ProductImage url={image} alt="" size={56} />
            <span>
              {quantity} × {name}
            </span>
            <Price money={lineTotal} />
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
