/** A product card: a link to the product page, with a button that adds one to the cart. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Link } from 'react-router';
import { Icon } from '../../design/icons.tsx';
import { Price } from '../../design/price.tsx';
import { ProductImage } from '../../design/product-image.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { productPath } from '../../page-paths.ts';
import { AvailabilityBadge } from './availability-badge.tsx';
import { useAddToCart } from './use-add-to-cart.tsx';

interface ProductCardProps {
  readonly product: Product;
  /** Visible without scrolling: its image is loaded first. */
  readonly first?: boolean;
}

export function ProductCard({ product, first = false }: ProductCardProps) {
  const { product: texts } = useMessages();
  const { add, isAdding } = useAddToCart();
  const { name, brand, price, images, availability, group } = product;
  // Of several variants one has to be chosen first.
  const canAdd = availability !== 'out-of-stock' && !group;
  return (
    <li className="product-card">
      <div className="product-card-picture">
        <ProductImage url={images[0]?.url} alt="" size={400} first={first} />
        {availability !== 'in-stock' && <AvailabilityBadge availability={availability} />}
      </div>
      <div className="product-card-text">
        <p className="soft small">{brand}</p>
        <h3>
          <Link to={productPath(product)}>{name}</Link>
        </h3>
        <p className="product-card-price">
          {group && group.priceFrom.amount < group.priceTo.amount ? (
            <>
              <span className="soft small">{texts.priceFrom}</span> <Price money={group.priceFrom} />
            </>
          ) : (
            <Price money={price} />
          )}
        </p>
        {group && <p className="soft small">{texts.variants(group.size)}</p>}
      </div>
      {canAdd && (
        <button
          type="button"
          className="product-card-add"
          aria-label={texts.addNamed(name)}
          aria-busy={isAdding}
          onClick={(event) => add(product, 1, event)}
        >
          {isAdding ? <span className="spinner" aria-hidden="true" /> : <Icon name="plus" />}
        </button>
      )}
    </li>
  );
}
