/** Table of products, with links to edit and stock pages. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { Price } from '../../../design/price.tsx';
import { ProductImage } from '../../../design/product-image.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useRights } from '../use-rights.ts';

export function ProductsTable({ products }: { readonly products: readonly Product[] }) {
  const { products: texts } = useMerchantMessages();
  const { date } = useLanguage();
  const hasStock = useRights().areas.includes('stock');
  return (
    <Table
      caption={texts.title}
      head={[
        texts.product,
        texts.category,
        { number: texts.price },
        texts.state,
        texts.changed,
        ...(hasStock ? [texts.stock] : []),
      ]}
    >
      {products.map((product) => (
        <tr key={product.id}>
          <RowHead>
            <span className="merchant-product">
              <ProductImage url={product.images[0]?.url} alt="" size={44} />
              <span>
                <Link to={merchantPaths.product(product.id)}>{nameWithOptions(product.name, product.options)}</Link>
                <span className="soft small merchant-sku" translate="no">
                  {product.sku}
                </span>
              </span>
            </span>
          </RowHead>
          <Cell of={texts.category}>{product.category.name}</Cell>
          <Cell of={texts.price} number>
            <Price money={product.price} />
          </Cell>
          <Cell of={texts.state}>
            {product.status === 'retired' ? (
              <Badge>{texts.retired}</Badge>
            ) : (
              <AvailabilityBadge availability={product.availability} />
            )}
          </Cell>
          <Cell of={texts.changed} tight>
            {date(product.updatedAt)}
          </Cell>
          {hasStock && (
            <Cell of={texts.stock}>
              <Link
                to={merchantPaths.stockOf(product.id)}
                aria-label={texts.stockOf(nameWithOptions(product.name, product.options))}
              >
                {texts.stock}
              </Link>
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  );
}
