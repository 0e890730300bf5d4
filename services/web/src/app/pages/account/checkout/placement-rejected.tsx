/** Shown when an order is rejected because of other unpaid orders of the customer, with what to do. */
import { Link } from 'react-router';
import { type ExtendedError, isApiError } from '../../../api/api-error.ts';
import { Notice } from '../../../design/notice.tsx';
import { orderPath } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

type HoldingLimitError = ExtendedError<'open-orders-limit'> | ExtendedError<'unpaid-orders-limit'>;

export const isHoldingLimitProblem = (error: unknown): error is HoldingLimitError =>
  isApiError(error, 'open-orders-limit') || isApiError(error, 'unpaid-orders-limit');

export function PlacementRejected({ error }: { readonly error: HoldingLimitError }) {
  const { checkout, order } = useAccountMessages();
  if (error.is('unpaid-orders-limit'))
    return (
      <Notice tone="bad" title={checkout.unpaidTitle} alert>
        {checkout.unpaidText(Math.ceil(error.problem.retryAfterSeconds / 60))}
      </Notice>
    );
  return (
    <Notice tone="bad" title={checkout.openOrdersTitle} alert>
      <p>{checkout.openOrdersText}</p>
      <ul>
        {error.problem.openOrders.map(({ id, number }) => (
          <li key={id}>
            <Link to={orderPath(id)}>{order.title(number)}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
