/** Image, name and SKU of a product by id, with a placeholder while loading. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { productQuery } from '../../../api/catalogue.ts';
import { Badge } from '../../../design/badge.tsx';
import { ProductImage } from '../../../design/product-image.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface ProductNameProps {
  readonly id: string;
  readonly to: string;
}

export function ProductName({ id, to }: ProductNameProps) {
  const { products } = useMerchantMessages();
  // Names rarely change, and a list has many.
  const { data } = useQuery({ ...productQuery(id), staleTime: 300_000 });
  return (
    <span className="merchant-product">
      <ProductImage url={data?.images[0]?.url} alt="" size={44} />
      <span>
        <Link to={to}>{data?.name ?? id}</Link>
        <span className="soft small merchant-sku" translate="no">
          {data?.sku ?? '\u00a0'} {data?.status === 'retired' && <Badge>{products.retired}</Badge>}
        </span>
      </span>
    </span>
  );
}
