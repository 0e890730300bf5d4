/** The merchant view of an order: status, actions and timeline. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { ButtonLink } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { adminOrderQuery } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import { StaffNotes } from '../parts/staff-notes.tsx';
import { useRights } from '../use-rights.ts';
import { OrderActions } from './order-actions.tsx';
import { HeldBadge, OrderBadge, PaymentBadge, StuckBadge } from './order-badges.tsx';
import { OrderDetails } from './order-details.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderTimeline } from './order-timeline.tsx';

export default function OrderPage() {
  const { id = '' } = useParams();
  const { orders: texts, common, notes } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { areas } = useRights();
  const { data: order, error, refetch } = useQuery(adminOrderQuery(id));
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !order) return <ErrorState error={error} retry={refetch} />;
  if (!order) return <PageSkeleton />;
  return (
    <div className="stack">
      <nav className="crumbs" aria-label={common.areas.orders}>
        <Link to={areaPaths.orders}>{texts.title}</Link>
      </nav>
      <div className="spread">
        <div>
          <PageHeading>{texts.one(order.number)}</PageHeading>
          <p className="soft">
            {texts.placedAt(dateTime(order.placedAt))}, {texts.changedAt(dateTime(order.updatedAt))}
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
        <Notice tone="warn" title={texts.stuckTitle}>
          <p>{texts.stuckText}</p>
          {areas.includes('letters') && (
            <ButtonLink variant="quiet" to={areaPaths.letters}>
              {texts.toLetters}
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
          <OrderTimeline orderId={order.id} number={order.number} version={order.version} />
        </div>
        <OrderDetails order={order} />
      </div>
    </div>
  );
}
