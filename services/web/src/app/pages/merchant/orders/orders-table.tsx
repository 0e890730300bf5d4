/** Orders, a row each. */
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
  const { orders: words } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  return (
    <Table
      caption={words.title}
      head={[
        words.number,
        words.placed,
        words.customer,
        words.status,
        words.payment,
        { number: words.pieces },
        { number: words.total },
      ]}
    >
      {orders.map((order) => (
        <tr key={order.id}>
          <RowHead>
            <Link to={merchantPaths.order(order.id)}>{order.number}</Link>
          </RowHead>
          <Cell of={words.placed} tight>
            {dateTime(order.placedAt)}
          </Cell>
          <Cell of={words.customer}>
            {order.shippingAddress.name}
            <span className="soft small merchant-below">
              <PersonName id={order.customerId} withEmail />
            </span>
          </Cell>
          <Cell of={words.status}>
            <span className="merchant-badges">
              <OrderBadge status={order.status} />
              {order.stuck && <StuckBadge />}
              {order.held && <HeldBadge />}
            </span>
          </Cell>
          <Cell of={words.payment}>
            <PaymentBadge payment={order.payment} />
          </Cell>
          <Cell of={words.pieces} number>
            {number(order.units)}
          </Cell>
          <Cell of={words.total} number>
            <Price money={order.total} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
