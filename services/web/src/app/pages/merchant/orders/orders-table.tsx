/** Table of orders. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { Link } from 'react-router';
import { Price } from '../../../design/price.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { PersonName } from '../parts/person-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { HeldBadge, OrderBadge, PaymentBadge, StuckBadge } from './order-badges.tsx';

export function OrdersTable({ orders }: { readonly orders: readonly AdminOrder[] }) {
  const { orders: texts } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  return (
    <Table
      caption={texts.title}
      head={[
        texts.number,
        texts.placed,
        texts.customer,
        texts.status,
        texts.payment,
        { number: texts.pieces },
        { number: texts.total },
      ]}
    >
      {orders.map((order) => (
        <tr key={order.id}>
          <RowHead tight>
            <Link to={merchantPaths.order(order.id)}>{order.number}</Link>
          </RowHead>
          <Cell of={texts.placed} tight>
            {dateTime(order.placedAt)}
          </Cell>
          <Cell of={texts.customer}>
            {order.shippingAddress.name}
            <span className="soft small merchant-below">
              <PersonName id={order.customerId} withEmail />
            </span>
          </Cell>
          <Cell of={texts.status}>
            <span className="merchant-badges">
              <OrderBadge status={order.status} />
              {order.stuck && <StuckBadge />}
              {order.held && <HeldBadge />}
            </span>
          </Cell>
          <Cell of={texts.payment}>
            <PaymentBadge payment={order.payment} />
          </Cell>
          <Cell of={texts.pieces} number>
            {number(order.units)}
          </Cell>
          <Cell of={texts.total} number>
            <Price money={order.total} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
