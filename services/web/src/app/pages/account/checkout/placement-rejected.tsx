/** Shown when an order is rejected because of other unpaid orders of the customer, with what to do. */
import { Link } from 'react-router';
import { type ApiError, isApiError } from '../../../api/api-error.ts';
import { Notice } from '../../../design/notice.tsx';
import { orderPath } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

/** The extension members of these problems, see services/order/src/api/enforce-holding-limits.ts. */
interface Holding {
  readonly openOrders?: readonly { readonly id: string; readonly number: string }[];
  readonly retryAfterSeconds?: number;
}

export const isHoldingLimitProblem = (error: unknown): error is ApiError =>
  isApiError(error, 'open-orders-limit') || isApiError(error, 'unpaid-orders-limit');

export function PlacementRejected({ error }: { readonly error: ApiError }) {
  const { checkout, order } = useAccountMessages();
  const { openOrders = [], retryAfterSeconds = 60 } = error.problem as Holding;
  if (error.is('unpaid-orders-limit'))
    return (
      <Notice tone="bad" title={checkout.unpaidTitle} alert>
        {checkout.unpaidText(Math.ceil(retryAfterSeconds / 60))}
      </Notice>
    );
  return (
    <Notice tone="bad" title={checkout.openOrdersTitle} alert>
      <p>{checkout.openOrdersText}</p>
      <ul>
        {openOrders.map(({ id, number }) => (
          <li key={id}>
            <Link to={orderPath(id)}>{order.title(number)}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
