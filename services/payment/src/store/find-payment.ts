/** An order's payment as shown to its customer. */
import type { Payment } from '@mambogo/contracts/api/payments.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource } from 'typeorm';

interface Row extends Pick<Payment, 'orderId' | 'status'> {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly refunded: number;
  readonly failure: Payment['failure'] | null;
  readonly actionUrl: string | null;
}

/** Returns undefined if there is none or it belongs to another customer. */
export async function findPayment(
  database: DataSource,
  orderId: OrderId,
  customerId: string,
): Promise<Payment | undefined> {
  const [row] = await database.query<Row[]>(
    `select p.order_id as "orderId", p.status, p.amount, p.currency, p.refunded, p.failure, a.action_url as "actionUrl"
     from payment p
     left join payment_attempt a on a.order_id = p.order_id and a.state = 'ACTION_REQUIRED'
       and p.status = 'ACTION_REQUIRED'
     where p.order_id = $1 and p.customer_id = $2`,
    [orderId, customerId],
  );
  if (!row) return undefined;
  const { amount, currency, refunded, failure, actionUrl, ...rest } = row;
  return {
    ...rest,
    amount: { amount, currency },
    refunded: { amount: refunded, currency },
    failure: failure ?? undefined,
    action: actionUrl ? { url: actionUrl } : undefined,
  };
}
