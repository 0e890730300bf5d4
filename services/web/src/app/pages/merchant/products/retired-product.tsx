/** A read-only retired product, with a button to reactivate it. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Notice } from '../../../design/notice.tsx';
import { Price } from '../../../design/price.tsx';
import { ProductImage } from '../../../design/product-image.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ReactivateProduct } from './reactivate-product.tsx';

export function RetiredProduct({ product }: { readonly product: Product }) {
  const { products: texts } = useMerchantMessages();
  const { sku, price, category, brand, description, tags, images } = product;
  const facts: readonly (readonly [string, string])[] = [
    [texts.fields.sku, sku],
    [texts.fields.category, category.name],
    [texts.fields.brand, brand ?? ''],
    [texts.fields.tags, tags.join(', ')],
  ];
  return (
    <>
      <Notice>{texts.retiredNotice}</Notice>
      <div className="row">
        <ReactivateProduct product={product} />
      </div>
      <section className="card stack">
        <dl className="merchant-pairs">
          <div>
            <dt>{texts.fields.price}</dt>
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
                <ProductImage url={url} alt={alt} size={112} />
              </div>
            ))}
          </div>
        )}
      </section>
    </>
  );
}
