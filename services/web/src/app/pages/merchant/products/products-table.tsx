/** Products, a row each, with the ways to change one and to its stock. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { Picture } from '../../../design/picture.tsx';
import { Price } from '../../../design/price.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useRights } from '../use-rights.ts';

export function ProductsTable({ products }: { readonly products: readonly Product[] }) {
  const { products: words } = useMerchantMessages();
  const { date } = useLanguage();
  const hasStock = useRights().areas.includes('stock');
  return (
    <Table
      caption={words.title}
      head={[
        words.product,
        words.category,
        { number: words.price },
        words.state,
        words.changed,
        ...(hasStock ? [words.stock] : []),
      ]}
    >
      {products.map((product) => (
        <tr key={product.id}>
          <RowHead>
            <span className="merchant-product">
              <Picture url={product.images[0]?.url} alt="" size={44} />
              <span>
                <Link to={merchantPaths.product(product.id)}>{product.name}</Link>
                <span className="soft small merchant-sku" translate="no">
                  {product.sku}
                </span>
              </span>
            </span>
          </RowHead>
          <Cell of={words.category}>{product.category.name}</Cell>
          <Cell of={words.price} number>
            <Price money={product.price} />
          </Cell>
          <Cell of={words.state}>
            {product.status === 'retired' ? (
              <Badge>{words.retired}</Badge>
            ) : (
              <AvailabilityBadge availability={product.availability} />
            )}
          </Cell>
          <Cell of={words.changed} tight>
            {date(product.updatedAt)}
          </Cell>
          {hasStock && (
            <Cell of={words.stock}>
              <Link to={merchantPaths.stockOf(product.id)} aria-label={words.stockOf(product.name)}>
                {words.stock}
              </Link>
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  );
}
