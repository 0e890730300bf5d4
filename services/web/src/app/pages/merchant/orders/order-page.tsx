/** One order, as whoever runs the shop sees it: how it stands, what can be done, and everything that happened to it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { ButtonLink } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ErrorState } from '../../../design/states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PagePlace } from '../../../shell/page-place.tsx';
import { adminOrderQuery } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import { StaffNotes } from '../parts/staff-notes.tsx';
import { useRights } from '../use-rights.ts';
import { OrderActions } from './order-actions.tsx';
import { HeldBadge, OrderBadge, PaymentBadge, StuckBadge } from './order-badges.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderTimeline } from './order-timeline.tsx';

export default function OrderPage() {
  const { id = '' } = useParams();
  const { orders: words, common, notes } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { areas } = useRights();
  const { data: order, error, refetch } = useQuery(adminOrderQuery(id));
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !order) return <ErrorState error={error} retry={refetch} />;
  if (!order) return <PagePlace />;
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={common.areas.orders}>
        <Link to={areaPaths.orders}>{words.title}</Link>
      </nav>
      <div className="spread">
        <div>
          <PageHeading>{words.one(order.number)}</PageHeading>
          <p className="soft">
            {words.placedAt(dateTime(order.placedAt))}, {words.changedAt(dateTime(order.updatedAt))}
          </p>
        </div>
        <div className="merchant-badges">
          <OrderBadge status={order.status} />
          <PaymentBadge payment={order.payment} />
          {order.stuck && <StuckBadge />}
          {order.held && <HeldBadge />}
        </div>
      </div>
      {order.stuck && (
        <Notice tone="warn" title={words.stuckTitle}>
          <p>{words.stuckText}</p>
          {areas.includes('letters') && (
            <ButtonLink look="quiet" to={areaPaths.letters}>
              {words.toLetters}
            </ButtonLink>
          )}
        </Notice>
      )}
      <div className="with-summary">
        <div className="stack">
          <OrderActions order={order} />
          <OrderItems order={order} />
          <StaffNotes subject={{ kind: 'orders', id: order.id }} title={notes.ofOrder} />
          <StaffNotes subject={{ kind: 'customers', id: order.customerId }} title={notes.ofCustomer} />
          <OrderTimeline orderId={order.id} version={order.version} />
        </div>
        <OrderFacts order={order} />
      </div>
    </div>
  );
}
