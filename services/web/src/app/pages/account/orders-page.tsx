/** The customer's orders, newest first. */
import type { Order, OrderStatus } from '@mambogo/contracts/api/orders.ts';
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ordersQuery } from '../../api/orders.ts';
import { Badge, type Tone } from '../../design/badge.tsx';
import { Button, ButtonLink } from '../../design/button.tsx';
import { EmptyState, ErrorState } from '../../design/empty-and-error-states.tsx';
import { SelectField } from '../../design/field.tsx';
import { Price } from '../../design/price.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { orderPath, pagePaths } from '../../page-paths.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { usePerson } from '../../shell/use-person.ts';
import './account.css';
import { useAccountMessages } from './language/use-account-messages.ts';

export const orderTones: Readonly<Record<OrderStatus, Tone>> = {
  PENDING: 'warn',
  AWAITING_PAYMENT: 'warn',
  CONFIRMED: 'good',
  SHIPPED: 'good',
  DELIVERED: 'good',
  CANCELLED: 'bad',
  REFUNDED: 'plain',
};

export default function OrdersPage() {
  const { orders: texts } = useAccountMessages();
  const { cart } = useMessages();
  const { id: owner } = usePerson();
  const [address, setAddress] = useSearchParams();
  const status = orderStatuses.find((one) => one === address.get('status'));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    ordersQuery(owner, status),
  );
  const orders = data?.pages.flatMap(({ items }) => items);
  return (
    <div className="stack narrow">
      <div className="spread">
        <PageHeading>{texts.title}</PageHeading>
        <SelectField
          label={texts.filter}
          value={status ?? ''}
          onChange={({ target }) => setAddress(target.value ? { status: target.value } : {})}
        >
          <option value="">{texts.all}</option>
          {orderStatuses.map((one) => (
            <option key={one} value={one}>
              {texts.states[one]}
            </option>
          ))}
        </SelectField>
      </div>
      {error && !orders ? (
        <ErrorState error={error} retry={refetch} />
      ) : !orders ? (
        <div className="stack" aria-busy="true">
          {[1, 2, 3].map((index) => (
            <Skeleton key={index} height="6.5rem" />
          ))}
        </div>
      ) : orders.length === 0 ? (
        <EmptyState
          title={status ? texts.nothing : texts.emptyTitle}
          action={<ButtonLink to={pagePaths.search}>{cart.emptyAction}</ButtonLink>}
        >
          {!status && texts.emptyText}
        </EmptyState>
      ) : (
        <ul className="stack">
          {orders.map((order) => (
            <OrderCard key={order.id} order={order} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </div>
  );
}

function OrderCard({ order: { id, number, status, placedAt, items, total } }: { readonly order: Order }) {
  const { orders: texts, order: orderTexts } = useAccountMessages();
  const { date } = useLanguage();
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li className="card order-card">
      <div>
        <h2>
          <Link to={orderPath(id)}>{orderTexts.title(number)}</Link>
        </h2>
        <p className="soft small">
          {date(placedAt)} · {texts.pieces(pieces)}
        </p>
        <p className="order-names">{items.map(({ name }) => name).join(', ')}</p>
      </div>
      <div className="order-card-end">
        <Badge tone={orderTones[status]}>{texts.states[status]}</Badge>
        <strong>
          <Price money={total} />
        </strong>
      </div>
    </li>
  );
}
