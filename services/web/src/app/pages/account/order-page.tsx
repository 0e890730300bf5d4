/** An order page with live updates. On paper it is a receipt. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../api/api-error.ts';
import { Button } from '../../design/button.tsx';
import { ErrorState } from '../../design/empty-and-error-states.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { pagePaths } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { usePerson } from '../../shell/use-person.ts';
import { shopConfig } from '../../shop-config.ts';
import './account.css';
import { useAccountMessages } from './language/use-account-messages.ts';
import { CancelOrder } from './order/cancel-order.tsx';
import { OrderAddresses, OrderLines } from './order/order-details.tsx';
import { OrderHead } from './order/order-head.tsx';
import { OrderTimeline } from './order/order-timeline.tsx';
import { OtherCard } from './order/other-card.tsx';
import { useFollowedOrder } from './order/use-followed-order.ts';

const cancellable: readonly Order['status'][] = ['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED'];

/** Once items were refunded, only the shop can refund the rest. */
const isCancellable = ({ status, refunds }: Order): boolean =>
  cancellable.includes(status) && refunds.every(({ goods = [] }) => goods.length === 0);

export default function OrderPage() {
  const { id = '' } = useParams();
  const { order: texts } = useAccountMessages();
  const { dateTime } = useLanguage();
  const { id: owner } = usePerson();
  const { data: order, error, refetch, connection } = useFollowedOrder(owner, id);
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !order) return <ErrorState error={error} retry={refetch} />;
  if (!order) return <PageSkeleton />;
  return (
    <div className="stack receipt">
      <p className="receipt-seller">
        <strong>{shopConfig.name}</strong>
        <span>{location.host}</span>
      </p>
      <nav className="crumbs" aria-label={texts.history}>
        <Link to={pagePaths.orders}>{texts.history}</Link>
      </nav>
      <div>
        <PageHeading>{texts.title(order.number)}</PageHeading>
        <p className="soft">{texts.placed(dateTime(order.placedAt))}</p>
      </div>
      <OrderHead order={order}>
        {order.status === 'AWAITING_PAYMENT' && order.payment.status === 'FAILED' && (
          <OtherCard order={order} owner={owner} />
        )}
        {connection && (
          <p className={`soft small live live-${connection}`}>
            {{ live: texts.live, asking: texts.asking, lost: texts.lost, resting: texts.resting }[connection]}
          </p>
        )}
      </OrderHead>
      <div className="with-summary">
        <div className="stack">
          <OrderLines order={order} />
          <OrderTimeline owner={owner} orderId={order.id} version={order.version} />
        </div>
        <div className="stack">
          <OrderAddresses order={order} />
          <Button variant="quiet" onClick={() => print()}>
            {texts.print}
          </Button>
          {isCancellable(order) && <CancelOrder order={order} owner={owner} />}
        </div>
      </div>
    </div>
  );
}
