/** A line of the cart. Removing it can be undone. */
import type { CartItem } from '@mambogo/contracts/api/cart.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Link } from 'react-router';
import { Button } from '../../design/button.tsx';
import { Price } from '../../design/price.tsx';
import { ProductImage } from '../../design/product-image.tsx';
import { Stepper } from '../../design/stepper.tsx';
import { useToast } from '../../design/toasts.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { productPath } from '../../page-paths.ts';
import { AvailabilityBadge } from './availability-badge.tsx';
import { useChangeCart } from './use-cart.ts';

export function CartLine({ item }: { readonly item: CartItem }) {
  const { cart, product } = useMessages();
  const showToast = useToast();
  const { mutate } = useChangeCart();
  const { productId, name, image, unitPrice, quantity, lineTotal, availability } = item;
  const set = (wanted: number) =>
    mutate({ type: 'set', productId, quantity: wanted }, { onError: () => showToast(cart.failed) });
  const remove = () => {
    set(0);
    showToast(
      cart.removed(name),
      <button type="button" onClick={() => set(quantity)}>
        {cart.undo}
      </button>,
    );
  };
  return (
    <li className="cart-line">
      <ProductImage url={image} alt="" size={160} />
      <div className="cart-line-text">
        <h2>
          <Link to={productPath({ id: productId })}>{name}</Link>
        </h2>
        <p className="soft small">
          <Price money={unitPrice} /> {cart.each}
        </p>
        {availability !== 'in-stock' && <AvailabilityBadge availability={availability} />}
      </div>
      <p className="cart-line-total">
        <Price money={lineTotal} />
      </p>
      <div className="cart-line-change">
        <Stepper
          value={quantity}
          max={limits.cartQuantity.max}
          onChange={set}
          labels={{ quantity: cart.quantityOf(name), less: product.less, more: product.more }}
        />
        <Button variant="plain" aria-label={cart.removeNamed(name)} onClick={remove}>
          {cart.remove}
        </Button>
      </div>
    </li>
  );
}
