/** Prints an order's statuses as they arrive, until it has ended as expected, ended otherwise, or taken too long. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { bad, bold, dim, good, offset, type Print } from '@mambogo/terminal/print.ts';
import type { Shopper } from '../shopper/shopper.ts';
import type { ExpectedOutcome } from './expected-outcome.ts';

const ended: readonly Order['status'][] = ['CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED'];

export interface WatchOptions {
  readonly expectedOutcome: ExpectedOutcome;
  /** Called while the stock is reserved. */
  readonly onReserved: () => Promise<void>;
  readonly print: Print;
}

/** The order as last seen. */
export async function watchOrder(shopper: Shopper, placed: Order, options: WatchOptions): Promise<Order> {
  const { expectedOutcome: outcome, onReserved, print } = options;
  const timeUp = AbortSignal.timeout(outcome.timeoutMs * 1_000);
  let last = placed;
  let lastPrinted = '';
  for await (const { order } of shopper.follow(placed.id, { signal: timeUp })) {
    last = order;
    const line = describe(order);
    if (line !== lastPrinted)
      print(`  ${dim(offset(Date.parse(order.updatedAt) - Date.parse(order.placedAt)).padStart(10))}  ${line}`);
    lastPrinted = line;
    if (order.status === 'AWAITING_PAYMENT') await onReserved();
    if (ended.includes(order.status) && !isInProgress(order, outcome)) break;
    if (outcome.payment !== undefined && order.status === outcome.order && order.payment.status === outcome.payment)
      break;
  }
  return last;
}

/** Paid, but about to be cancelled. */
const isInProgress = ({ status }: Order, outcome: ExpectedOutcome): boolean =>
  outcome.reason === 'customer' && status === 'CONFIRMED';

function describe({ status, payment, cancellation }: Order): string {
  switch (status) {
    case 'PENDING':
      return `${bold('PENDING')}           waiting for the stock reservation`;
    case 'AWAITING_PAYMENT':
      return payment.status === 'PENDING'
        ? `${bold('AWAITING_PAYMENT')}  the stock is reserved, the card is charged`
        : `${bold('AWAITING_PAYMENT')}  payment ${payment.status}`;
    case 'CONFIRMED':
      return `${good(bold('CONFIRMED'))}         paid, reference ${payment.reference ?? 'unknown'}`;
    case 'CANCELLED':
      return `${bad(bold('CANCELLED'))}         ${cancellation?.reason ?? 'no reason'}: ${cancellation?.detail ?? ''}`;
    default:
      return bold(status);
  }
}
