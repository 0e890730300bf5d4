/** The choices of a product with variants: each value is a link to the variant that has it. */
import type { ProductVariant } from '@mambogo/contracts/api/product-group.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { Link } from 'react-router';
import { useMessages } from '../../language/use-messages.ts';
import { productPath } from '../../page-paths.ts';
import { choicesOf } from './variant-choices.ts';

export function VariantPicker({ product }: { readonly product: Product }) {
  const { product: texts } = useMessages();
  const choices = choicesOf(product);
  if (choices.length === 0) return null;
  return (
    <div className="stack variant-picker">
      {choices.map(({ name, value, values }) => (
        <section key={name}>
          <h2 className="small">
            {name}: <span className="soft">{value}</span>
          </h2>
          <ul className="tags" aria-label={name}>
            {values.map(({ value: other, variant }) => (
              <li key={other}>
                <Link
                  to={productPath(variant)}
                  replace
                  preventScrollReset
                  aria-current={other === value || undefined}
                  className={isSoldOut(variant) ? 'variant-sold-out' : undefined}
                >
                  {other}
                  {isSoldOut(variant) && <span className="visually-hidden"> ({texts.soldOut})</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const isSoldOut = ({ availability }: ProductVariant): boolean => availability === 'out-of-stock';
