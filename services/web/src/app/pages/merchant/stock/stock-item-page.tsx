/** The stock of one product: figures, receiving, adjustments and movements. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { productQuery } from '../../../api/catalogue.ts';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { stockItemQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { AdjustForm } from './adjust-form.tsx';
import { AnnounceForm } from './announce-form.tsx';
import { Movements } from './movements.tsx';
import { ReceiveForm } from './receive-form.tsx';

export default function StockItemPage() {
  const { productId = '' } = useParams();
  const { stock: texts, products } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { areas } = useRights();
  const product = useQuery(productQuery(productId));
  const { data: item, error, refetch } = useQuery(stockItemQuery(productId));
  if (isApiError(error, 'validation') || isApiError(product.error, 'not-found')) return <NotFound />;
  if (error && item === undefined) return <ErrorState error={error} retry={refetch} />;
  if (item === undefined) return <PageSkeleton />;
  const name = product.data?.name ?? productId;
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.stock}>{texts.title}</Link>
      </nav>
      <div>
        <PageHeading title={products.stockOf(name)}>{name}</PageHeading>
        <p className="soft small">
          <span translate="no">{product.data?.sku}</span>
          {item && ` · ${texts.changedAt(dateTime(item.updatedAt))}`}
        </p>
      </div>
      {item ? (
        <>
          <div className="row">
            <AvailabilityBadge availability={item.availability} />
            {areas.includes('products') && <Link to={merchantPaths.product(productId)}>{texts.toProduct}</Link>}
          </div>
          <Figures item={item} />
          <div className="merchant-two">
            <ReceiveForm item={item} />
            <AdjustForm item={item} name={name} />
            <AnnounceForm item={item} />
          </div>
          <Movements productId={productId} />
        </>
      ) : (
        <Notice>{texts.notKept}</Notice>
      )}
    </div>
  );
}

function Figures({ item }: { readonly item: StockItem }) {
  const { stock: texts } = useMerchantMessages();
  const { number } = useLanguage();
  const figures = ['available', 'reserved', 'onHand', 'received', 'sold', 'adjusted'] as const;
  return (
    <dl className="card merchant-figures">
      {figures.map((figure) => (
        <div key={figure}>
          <dt className="soft small">{texts.figures[figure]}</dt>
          <dd className="tabular">{number(item[figure])}</dd>
        </div>
      ))}
    </dl>
  );
}
