/** A product is added. */
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
  const { products: words } = useMerchantMessages();
  const { areas } = useRights();
  const say = useToast();
  const navigate = useNavigate();
  const form = useProductForm({
    save: createProduct,
    onSaved: ({ id, name }) => {
      say(
        words.created(name),
        areas.includes('stock') && <Link to={merchantPaths.stockOf(id)}>{words.receiveFirst}</Link>,
      );
      void navigate(merchantPaths.product(id));
    },
  });
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={words.title}>
        <Link to={areaPaths.products}>{words.title}</Link>
      </nav>
      <PageHeading>{words.add}</PageHeading>
      {form.wasKept && <Notice>{words.keptDraft}</Notice>}
      <ProductForm form={form} action={words.create} />
    </div>
  );
}
