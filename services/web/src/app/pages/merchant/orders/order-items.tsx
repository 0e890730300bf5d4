/** The items of an order, with links to their stock. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { Link } from 'react-router';
import { Price } from '../../../design/price.tsx';
import { QuoteLines } from '../../prices/quote-lines.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';

export function OrderItems({ order: { items, total, quote } }: { readonly order: AdminOrder }) {
  const { orders: texts } = useMerchantMessages();
  const { areas } = useRights();
  return (
    <section className="card stack">
      <h2>{texts.items}</h2>
      <ul className="merchant-lines">
        {items.map(({ productId, sku, name, quantity, unitPrice, lineTotal }) => (
          <li key={productId} className="spread">
            <span>
              {areas.includes('stock') ? <Link to={merchantPaths.stockOf(productId)}>{name}</Link> : name}
              <span className="soft small merchant-below">
                <span translate="no">{sku}</span> · {quantity} × <Price money={unitPrice} />
              </span>
            </span>
            <Price money={lineTotal} />
          </li>
        ))}
      </ul>
      <QuoteLines quote={quote} total={total} />
    </section>
  );
}
