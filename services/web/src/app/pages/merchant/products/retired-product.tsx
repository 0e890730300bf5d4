/** A product that is no longer sold: to be read, and to be put on sale again; until then it is not changed. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Notice } from '../../../design/notice.tsx';
import { Picture } from '../../../design/picture.tsx';
import { Price } from '../../../design/price.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ReactivateProduct } from './reactivate-product.tsx';

export function RetiredProduct({ product }: { readonly product: Product }) {
  const { products: words } = useMerchantMessages();
  const { sku, price, category, brand, description, tags, images } = product;
  const facts: readonly (readonly [string, string])[] = [
    [words.fields.sku, sku],
    [words.fields.category, category.name],
    [words.fields.brand, brand ?? ''],
    [words.fields.tags, tags.join(', ')],
  ];
  return (
    <>
      <Notice>{words.retiredNotice}</Notice>
      <div className="row">
        <ReactivateProduct product={product} />
      </div>
      <section className="card stack">
        <dl className="merchant-pairs">
          <div>
            <dt>{words.fields.price}</dt>
            <dd>
              <Price money={price} />
            </dd>
          </div>
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        {description && <p>{description}</p>}
        {images.length > 0 && (
          <div className="row">
            {images.map(({ url, alt }) => (
              <div key={url} className="merchant-thumb">
                <Picture url={url} alt={alt} size={112} />
              </div>
            ))}
          </div>
        )}
      </section>
    </>
  );
}
