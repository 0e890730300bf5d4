/** Items, delivery address, payment and refunds of an order. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { Link } from 'react-router';
import { Price } from '../../../design/price.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { productPath } from '../../../page-paths.ts';
import { PostalAddress } from '../../postal-address.tsx';
import { QuoteLines } from '../../prices/quote-lines.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';

export function OrderLines({ order: { items, total, quote } }: { readonly order: Order }) {
  const { order: texts } = useAccountMessages();
  return (
    <section className="card stack">
      <h2>{texts.items}</h2>
      <ul className="order-lines">
        {items.map(({ productId, name, quantity, unitPrice, lineTotal }) => (
          <li key={productId} className="spread">
            <span>
              <Link to={productPath({ id: productId })}>{name}</Link>
              <span className="soft small">
                {' '}
                {quantity} × <Price money={unitPrice} />
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

export function OrderAddresses({ order }: { readonly order: Order }) {
  const { order: texts } = useAccountMessages();
  const { money } = useLanguage();
  const { shippingAddress: to, payment, shipment, refunds, refunded } = order;
  return (
    <aside className="card stack order-places">
      <section>
        <h2>{texts.address}</h2>
        <PostalAddress address={to} />
      </section>
      <section>
        <h2>{texts.payment}</h2>
        <p>{texts.paymentStates[payment.status]}</p>
        {payment.reference && (
          <p className="soft small">
            {texts.reference}: <span translate="no">{payment.reference}</span>
          </p>
        )}
      </section>
      {shipment && (
        <section>
          <h2>{texts.shipment}</h2>
          <p>{shipment.carrier}</p>
          <p className="soft small">
            {texts.tracking}: <span translate="no">{shipment.trackingNumber}</span>
          </p>
        </section>
      )}
      {refunds.length > 0 && (
        <section>
          <h2>{texts.refunds}</h2>
          <ul>
            {refunds.map(({ refundId, amount, status, shopNote }) => (
              <li key={refundId}>
                <Price money={amount} />: {texts.refundStates[status]}
                {shopNote && <p className="soft small">{shopNote}</p>}
              </li>
            ))}
          </ul>
          {refunded.amount > 0 && <p className="soft small">{texts.refunded(money(refunded))}</p>}
        </section>
      )}
    </aside>
  );
}
