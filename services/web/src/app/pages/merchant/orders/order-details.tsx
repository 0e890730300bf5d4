/** Delivery address, payment, refunds and cancellation of an order. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { Price } from '../../../design/price.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { PostalAddress } from '../../postal-address.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { PersonName } from '../parts/person-name.tsx';
import { refundable } from './allowed-actions.ts';
import { PaymentBadge } from './order-badges.tsx';
import { PrintLabel } from './print-label.tsx';

const refundTones = { REQUESTED: 'warn', DONE: 'good', FAILED: 'bad' } as const;

export function OrderDetails({ order }: { readonly order: AdminOrder }) {
  const { orders: texts } = useMerchantMessages();
  const { money, number } = useLanguage();
  const { shippingAddress: to, payment, shipment, cancellation, refunds, status } = order;
  const wasPaid = payment.status === 'CAPTURED' || payment.status === 'PARTIALLY_REFUNDED';
  return (
    <aside className="card stack merchant-facts">
      {cancellation && (
        <DetailRow title={texts.cancellation}>
          <p>{texts.reasons[cancellation.reason]}</p>
          {cancellation.reason !== 'merchant' && <p className="soft small">{cancellation.detail}</p>}
          <ShopNote {...cancellation} />
          {cancellation.note && (
            <p className="small">
              {texts.note}: “{cancellation.note}”
            </p>
          )}
        </DetailRow>
      )}
      {shipment && (
        <DetailRow title={texts.shipment}>
          <p>{shipment.carrier}</p>
          <p className="soft small" translate="no">
            {shipment.trackingNumber}
          </p>
        </DetailRow>
      )}
      <DetailRow title={texts.payment}>
        <PaymentBadge payment={payment} />
        {payment.failure && <p className="soft small">{payment.failure.reason}</p>}
        {payment.reference && (
          <p className="soft small">
            {texts.reference}: <span translate="no">{payment.reference}</span>
          </p>
        )}
      </DetailRow>
      {(wasPaid || refunds.length > 0) && (
        <DetailRow title={texts.refunds}>
          {refunds.length === 0 && <p className="soft small">{texts.noRefunds}</p>}
          <ul className="merchant-lines">
            {refunds.map(({ refundId, amount, reason, status: state, goods = [], ...note }) => (
              <li key={refundId}>
                <span className="spread">
                  <Price money={amount} />
                  <Badge tone={refundTones[state]}>{texts.refundStates[state]}</Badge>
                </span>
                {(state === 'FAILED' || !note.shopNote) && <span className="soft small">{reason}</span>}
                {goods.map(({ productId, quantity, restock }) => (
                  <span key={`${productId} ${restock}`} className="soft small merchant-below">
                    {number(quantity)} × {order.items.find((line) => line.productId === productId)?.name ?? productId},{' '}
                    {restock ? texts.restocked : texts.notRestocked}
                  </span>
                ))}
                <ShopNote {...note} />
              </li>
            ))}
          </ul>
          {wasPaid && status !== 'CANCELLED' && (
            <p className="soft small">{texts.leftToRefund(money({ ...order.total, amount: refundable(order) }))}</p>
          )}
        </DetailRow>
      )}
      <DetailRow title={texts.address}>
        <PostalAddress address={to} />
        <PrintLabel order={order} />
      </DetailRow>
      <DetailRow title={texts.customer}>
        <p>
          <PersonName id={order.customerId} linked withEmail />
        </p>
        <Link to={merchantPaths.ordersOf(order.customerId)}>{texts.theirOrders}</Link>
      </DetailRow>
    </aside>
  );
}

/** The note of the staff and its visibility. */
function ShopNote({ shopNote, shopNoteVisible }: { readonly shopNote?: string; readonly shopNoteVisible?: boolean }) {
  const { orders: texts } = useMerchantMessages();
  if (!shopNote) return null;
  return (
    <p className="small">
      {shopNote} <span className="soft">({shopNoteVisible ? texts.shownToCustomer : texts.forStaff})</span>
    </p>
  );
}

function DetailRow({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
