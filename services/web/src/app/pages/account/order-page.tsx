/** One order, live from placing to delivery. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../api/api-error.ts';
import { ErrorState } from '../../design/states.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { pagePaths } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PagePlace } from '../../shell/page-place.tsx';
import { usePerson } from '../../shell/use-person.ts';
import './account.css';
import { useAccountMessages } from './language/use-account-messages.ts';
import { CancelOrder } from './order/cancel-order.tsx';
import { OrderLines, OrderPlaces } from './order/order-facts.tsx';
import { OrderHead } from './order/order-head.tsx';
import { OrderTimeline } from './order/order-timeline.tsx';
import { OtherCard } from './order/other-card.tsx';
import { useFollowedOrder } from './order/use-followed-order.ts';

const cancellable: readonly Order['status'][] = ['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED'];

/** Once goods were paid back, the shop pays back the rest. */
const isCancellable = ({ status, refunds }: Order): boolean =>
  cancellable.includes(status) && refunds.every(({ goods = [] }) => goods.length === 0);

export default function OrderPage() {
  const { id = '' } = useParams();
  const { order: words } = useAccountMessages();
  const { dateTime } = useLanguage();
  const { id: owner } = usePerson();
  const { data: order, error, refetch, connection } = useFollowedOrder(owner, id);
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !order) return <ErrorState error={error} retry={refetch} />;
  if (!order) return <PagePlace />;
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={words.history}>
        <Link to={pagePaths.orders}>{words.history}</Link>
      </nav>
      <div>
        <PageHeading>{words.title(order.number)}</PageHeading>
        <p className="soft">{words.placed(dateTime(order.placedAt))}</p>
      </div>
      <OrderHead order={order}>
        {order.status === 'AWAITING_PAYMENT' && order.payment.status === 'FAILED' && (
          <OtherCard order={order} owner={owner} />
        )}
        {connection && (
          <p className={`soft small live live-${connection}`}>
            {{ live: words.live, asking: words.asking, lost: words.lost, resting: words.resting }[connection]}
          </p>
        )}
      </OrderHead>
      <div className="with-summary">
        <div className="stack">
          <OrderLines order={order} />
          <OrderTimeline owner={owner} orderId={order.id} version={order.version} />
        </div>
        <div className="stack">
          <OrderPlaces order={order} />
          {isCancellable(order) && <CancelOrder order={order} owner={owner} />}
        </div>
      </div>
    </div>
  );
}
