/** The page for adding a product, or with `?variantOf=` a further variant of one. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { productQuery } from '../../../api/catalogue.ts';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { createProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { ProductForm } from './product-form.tsx';
import { useProductForm } from './use-product-form.ts';

export default function NewProductPage() {
  const [address] = useSearchParams();
  const like = address.get('variantOf');
  const { data, error, refetch } = useQuery({ ...productQuery(like ?? ''), enabled: like !== null });
  if (like === null) return <NewProduct />;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  return data ? <NewProduct key={data.id} like={data} /> : <PageSkeleton />;
}

function NewProduct({ like }: { readonly like?: Product }) {
  const { products: texts } = useMerchantMessages();
  const { areas } = useRights();
  const showToast = useToast();
  const navigate = useNavigate();
  const form = useProductForm({
    like,
    save: createProduct,
    onSaved: ({ id, name }) => {
      showToast(
        texts.created(name),
        areas.includes('stock') && <Link to={merchantPaths.stockOf(id)}>{texts.receiveFirst}</Link>,
      );
      void navigate(merchantPaths.product(id));
    },
  });
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.products}>{texts.title}</Link>
      </nav>
      <PageHeading>{like ? texts.newVariant(like.name) : texts.add}</PageHeading>
      {form.wasKept && <Notice>{texts.keptDraft}</Notice>}
      <ProductForm form={form} action={texts.create} />
    </div>
  );
}
