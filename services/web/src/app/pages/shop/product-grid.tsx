/** A grid of products, with placeholders while they load. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Skeleton } from '../../design/skeleton.tsx';
import { ProductCard } from './product-card.tsx';

interface ProductGridProps {
  /** undefined while loading. */
  readonly products?: readonly Product[];
  /** Number of placeholders. */
  readonly placeholders: number;
  /** Number of products visible without scrolling. */
  readonly first?: number;
}

export function ProductGrid({ products, placeholders, first = 0 }: ProductGridProps) {
  if (!products) {
    return (
      <ul className="product-grid" aria-hidden="true">
        {Array.from({ length: placeholders }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other key
          <li className="product-card" key={index}>
            <Skeleton square />
            <div className="product-card-text">
              <Skeleton width="40%" height="1.3125rem" />
              <Skeleton width="85%" height="1.25rem" />
              <Skeleton width="30%" height="1.5rem" />
            </div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className="product-grid">
      {products.map((product, index) => (
        <ProductCard key={product.id} product={product} first={index < first} />
      ))}
    </ul>
  );
}
