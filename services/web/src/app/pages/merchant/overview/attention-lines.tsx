/** The list entries of the overview cards. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import type { InvariantViolation } from '@mambogo/contracts/api/invariants.ts';
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { Link } from 'react-router';
import { Price } from '../../../design/price.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { shortType } from '../dead-letters/short-type.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { ProductName } from '../parts/product-name.tsx';

export function OrderLine({ order }: { readonly order: AdminOrder }) {
  const { dateTime } = useLanguage();
  const { orders } = useMerchantMessages();
  return (
    <li className="spread">
      <span>
        <Link to={merchantPaths.order(order.id)}>{orders.one(order.number)}</Link>
        <span className="soft small merchant-below">{dateTime(order.placedAt)}</span>
      </span>
      <Price money={order.total} />
    </li>
  );
}

/** Shows customer and quantity, so that several orders of one customer stand out. */
export function HeldLine({ order }: { readonly order: AdminOrder }) {
  const { number } = useLanguage();
  const { orders } = useMerchantMessages();
  return (
    <li className="spread">
      <span>
        <Link to={merchantPaths.order(order.id)}>{orders.one(order.number)}</Link>
        <Link className="small merchant-below" to={merchantPaths.ordersOf(order.customerId)}>
          {order.shippingAddress.name}
        </Link>
      </span>
      <span className="tabular">{orders.piecesOf(order.units, number(order.units))}</span>
    </li>
  );
}

export function DeadLetterLine({ letter: { service, id, type, error } }: { readonly letter: DeadLetter }) {
  const { letters } = useMerchantMessages();
  return (
    <li>
      <Link to={merchantPaths.letter(service, id)} translate="no">
        {service}: {type ? shortType(type) : letters.unknownType}
      </Link>
      <span className="soft small merchant-below merchant-clip" translate="no">
        {error}
      </span>
    </li>
  );
}

/** A violated invariant; an order links to its page. */
export function ViolationLine({
  violation: { service, invariant, id, detail },
}: {
  readonly violation: InvariantViolation;
}) {
  return (
    <li>
      <span translate="no">
        {service}: {invariant}
      </span>
      <span className="soft small merchant-below merchant-clip" translate="no">
        {service === 'order' ? <Link to={merchantPaths.order(id)}>{id}</Link> : id}: {detail}
      </span>
    </li>
  );
}

export function StockLine({ item: { productId, available } }: { readonly item: StockItem }) {
  const { number } = useLanguage();
  const { overview } = useMerchantMessages();
  return (
    <li className="merchant-stock-line">
      <ProductName id={productId} to={merchantPaths.stockOf(productId)} />
      <span className="tabular">{overview.left(number(available))}</span>
    </li>
  );
}
