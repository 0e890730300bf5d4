/** The page for editing or retiring a product. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { productQuery } from '../../../api/catalogue.ts';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { productPath } from '../../../page-paths.ts';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { changeProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { ProductForm } from './product-form.tsx';
import { RetireProduct } from './retire-product.tsx';
import { RetiredProduct } from './retired-product.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { useProductForm } from './use-product-form.ts';
import { Variants } from './variants.tsx';

export default function ProductPage() {
  const { id = '' } = useParams();
  const { products: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { areas } = useRights();
  const { data: product, error, refetch } = useQuery({ ...productQuery(id), staleTime: 0 });
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !product) return <ErrorState error={error} retry={refetch} />;
  if (!product) return <PageSkeleton />;
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.products}>{texts.title}</Link>
      </nav>
      <div>
        <PageHeading>{nameWithOptions(product.name, product.options)}</PageHeading>
        <p className="soft small">{texts.version(product.version, dateTime(product.updatedAt))}</p>
      </div>
      <div className="row">
        {product.status === 'retired' ? (
          <Badge>{texts.retired}</Badge>
        ) : (
          <AvailabilityBadge availability={product.availability} />
        )}
        <Link to={productPath(product)}>{texts.seeInShop}</Link>
        {areas.includes('stock') && <Link to={merchantPaths.stockOf(product.id)}>{texts.stock}</Link>}
      </div>
      {product.status === 'retired' ? (
        <RetiredProduct product={product} />
      ) : (
        <>
          <Change key={product.id} product={product} />
          <Variants product={product} />
        </>
      )}
    </div>
  );
}

function Change({ product }: { readonly product: Product }) {
  const { products: texts, common } = useMerchantMessages();
  const showToast = useToast();
  const form = useProductForm({
    product,
    save: (input, version) => changeProduct(product.id, version, input),
    onSaved: ({ name }) => showToast(texts.saved(name)),
  });
  return (
    <>
      {form.wasKept && !form.now && <Notice>{texts.keptDraft}</Notice>}
      {form.now && <StaleNotice form={form} now={form.now} />}
      <ProductForm form={form} action={common.save}>
        <span className="merchant-push">
          <RetireProduct product={product} />
        </span>
      </ProductForm>
    </>
  );
}
