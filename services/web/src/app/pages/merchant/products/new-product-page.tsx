/** The page for adding a product. */
import { Link, useNavigate } from 'react-router';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { createProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { ProductForm } from './product-form.tsx';
import { useProductForm } from './use-product-form.ts';

export default function NewProductPage() {
  const { products: texts } = useMerchantMessages();
  const { areas } = useRights();
  const showToast = useToast();
  const navigate = useNavigate();
  const form = useProductForm({
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
      <PageHeading>{texts.add}</PageHeading>
      {form.wasKept && <Notice>{texts.keptDraft}</Notice>}
      <ProductForm form={form} action={texts.create} />
    </div>
  );
}
