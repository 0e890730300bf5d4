/** One product's stock: how it stands, goods that came in, corrections, and everything that moved. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { productQuery } from '../../../api/catalogue.ts';
import { Notice } from '../../../design/notice.tsx';
import { ErrorState } from '../../../design/states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PagePlace } from '../../../shell/page-place.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { stockItemQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { AdjustForm } from './adjust-form.tsx';
import { Movements } from './movements.tsx';
import { ReceiveForm } from './receive-form.tsx';

export default function StockItemPage() {
  const { productId = '' } = useParams();
  const { stock: words, products } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { areas } = useRights();
  const product = useQuery(productQuery(productId));
  const { data: item, error, refetch } = useQuery(stockItemQuery(productId));
  if (isApiError(error, 'validation') || isApiError(product.error, 'not-found')) return <NotFound />;
  if (error && item === undefined) return <ErrorState error={error} retry={refetch} />;
  if (item === undefined) return <PagePlace />;
  const name = product.data?.name ?? productId;
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={words.title}>
        <Link to={areaPaths.stock}>{words.title}</Link>
      </nav>
      <div>
        <PageHeading title={products.stockOf(name)}>{name}</PageHeading>
        <p className="soft small">
          <span translate="no">{product.data?.sku}</span>
          {item && ` · ${words.changedAt(dateTime(item.updatedAt))}`}
        </p>
      </div>
      {item ? (
        <>
          <div className="row">
            <AvailabilityBadge availability={item.availability} />
            {areas.includes('products') && <Link to={merchantPaths.product(productId)}>{words.toProduct}</Link>}
          </div>
          <Figures item={item} />
          <div className="merchant-two">
            <ReceiveForm item={item} />
            <AdjustForm item={item} name={name} />
          </div>
          <Movements productId={productId} />
        </>
      ) : (
        <Notice>{words.notKept}</Notice>
      )}
    </div>
  );
}

function Figures({ item }: { readonly item: StockItem }) {
  const { stock: words } = useMerchantMessages();
  const { number } = useLanguage();
  const figures = ['available', 'reserved', 'onHand', 'received', 'sold', 'adjusted'] as const;
  return (
    <dl className="card merchant-figures">
      {figures.map((figure) => (
        <div key={figure}>
          <dt className="soft small">{words.figures[figure]}</dt>
          <dd className="tabular">{number(item[figure])}</dd>
        </div>
      ))}
    </dl>
  );
}
