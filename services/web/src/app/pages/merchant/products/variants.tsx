/** The variants of a product, and the way to add one. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Link } from 'react-router';
import { ButtonLink } from '../../../design/button.tsx';
import { Price } from '../../../design/price.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';

export function Variants({ product }: { readonly product: Product }) {
  const { products: texts } = useMerchantMessages();
  const { id, options = [], variants = [] } = product;
  return (
    <section className="card stack">
      <div>
        <h2>{texts.variants}</h2>
        <p className="soft small">{options.length > 0 ? texts.variantsText : texts.needsOptions}</p>
      </div>
      {variants.length > 0 && (
        <ul className="merchant-variants">
          {variants.map((variant) => (
            <li key={variant.id} className="spread">
              <span>
                {variant.id === id ? (
                  <strong>{choiceOf(variant)}</strong>
                ) : (
                  <Link to={merchantPaths.product(variant.id)}>{choiceOf(variant)}</Link>
                )}{' '}
                <span className="soft small" translate="no">
                  {variant.sku}
                </span>
              </span>
              <span className="row">
                <Price money={variant.price} />
                <AvailabilityBadge availability={variant.availability} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {options.length > 0 && (
        <div>
          <ButtonLink variant="quiet" to={merchantPaths.newVariant(id)}>
            {texts.addVariant}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}

const choiceOf = ({ options = [] }: Pick<Product, 'options'>): string => options.map(({ value }) => value).join(', ');
