/**
 * Loads payments with a lock. The payment's row is locked first; attempts and refunds are read by separate statements, because
 * a statement that waited for the lock would return them as of before the wait.
 */
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { CustomerId, OrderId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import { type Attempt, type AttemptState, noPayment, type Payment, type Refund } from '../domain/payment.ts';

export interface StoredPayment {
  readonly orderId: OrderId;
  readonly payment: Payment;
  /** Number of log entries; 0 if there is no row yet. */
  readonly version: number;
  readonly lastHash: string;
  /** The database's time. */
  readonly now: Date;
}

interface PaymentRow {
  now: Date;
  orderId: OrderId | null;
  customerId: CustomerId | null;
  amount: number;
  currency: string;
  token: string | null;
  placed: boolean;
  reserved: boolean;
  ended: boolean;
  attempts: number;
  refunds: number;
  version: number;
  lastHash: string;
}

/** Locks payments in order of their ids; an unknown order is returned with version 0. */
export async function loadPayments(
  manager: EntityManager,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, StoredPayment>> {
  const rows = await manager.query<PaymentRow[]>(
    `with locked as (select * from payment where order_id = any($1) order by order_id for update)
     select t.now, p.order_id as "orderId", p.customer_id as "customerId", p.amount, p.currency, p.token, p.placed,
       p.reserved, p.ended, p.attempts, p.refunds, p.version, p.last_hash as "lastHash"
     from (select now() as now) t left join locked p on true`,
    [orderIds],
  );
  const having = (count: 'attempts' | 'refunds') =>
    rows.flatMap((row) => (row.orderId && row[count] > 0 ? [row.orderId] : []));
  // Sent together.
  const [attempts, refunds] = await Promise.all([
    loadAttempts(manager, having('attempts')),
    loadRefunds(manager, having('refunds'), rows),
  ]);
  const stored = new Map<OrderId, StoredPayment>();
  for (const row of rows) {
    if (!row.orderId) continue;
    const { orderId, version, lastHash, now } = row;
    const payment = toPayment(row, attempts.get(orderId) ?? [], refunds.get(orderId) ?? []);
    stored.set(orderId, { orderId, payment, version, lastHash, now });
  }
  const now = rows[0]?.now ?? new Date(0);
  for (const orderId of orderIds)
    if (!stored.has(orderId)) stored.set(orderId, { orderId, payment: noPayment, version: 0, lastHash: '', now });
  return stored;
}

const toPayment = (row: PaymentRow, attempts: readonly Attempt[], refunds: readonly Refund[]): Payment => ({
  request: row.customerId
    ? {
        customerId: row.customerId,
        total: { amount: row.amount, currency: row.currency },
        token: row.token ?? undefined,
      }
    : undefined,
  reserved: row.reserved,
  ended: row.ended,
  attempts,
  refunds,
});

interface AttemptRow {
  orderId: OrderId;
  attempt: number;
  paymentId: PaymentId;
  state: AttemptState;
  token: string | null;
  reference: string | null;
  surplus: boolean;
  failure: PaymentFailure | null;
  actionUrl: string | null;
  taken: number | null;
  takenCurrency: string | null;
}

async function loadAttempts(manager: EntityManager, orderIds: OrderId[]): Promise<Map<OrderId, Attempt[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await manager.query<AttemptRow[]>(
    `select order_id as "orderId", attempt, payment_id as "paymentId", state, token, reference, surplus, failure,
       action_url as "actionUrl", taken, taken_currency as "takenCurrency"
     from payment_attempt where order_id = any($1) order by order_id, attempt`,
    [orderIds],
  );
  return byOrder(rows, ({ orderId: _, token, reference, failure, actionUrl, taken, takenCurrency, ...row }) => ({
    ...row,
    taken: taken !== null && takenCurrency !== null ? { amount: taken, currency: takenCurrency } : undefined,
    token: token ?? undefined,
    reference: reference ?? undefined,
    failure: failure ?? undefined,
    actionUrl: actionUrl ?? undefined,
  }));
}

interface RefundRow extends Omit<Refund, 'refundId' | 'amount' | 'why'> {
  orderId: OrderId;
  refundId: RefundId;
  amount: number;
  /** Currency of the captured amount, if that differs from the one requested. */
  currency: string | null;
  why: string | null;
}

async function loadRefunds(
  manager: EntityManager,
  orderIds: OrderId[],
  payments: readonly PaymentRow[],
): Promise<Map<OrderId, Refund[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await manager.query<RefundRow[]>(
    `select r.order_id as "orderId", refund_id as "refundId", attempt, amount, reason, r.state, why,
       taken_currency as currency
     from payment_refund r join payment_attempt a using (order_id, attempt)
     where r.order_id = any($1) order by r.order_id, r.created_at, refund_id`,
    [orderIds],
  );
  const currencies = new Map(payments.map(({ orderId, currency }) => [orderId, currency]));
  return byOrder(rows, ({ orderId, amount, currency, why, ...row }) => ({
    ...row,
    why: why ?? undefined,
    amount: { amount, currency: currency ?? currencies.get(orderId) ?? '' },
  }));
}

function byOrder<R extends { orderId: OrderId }, T>(rows: readonly R[], map: (row: R) => T): Map<OrderId, T[]> {
  const groups = new Map<OrderId, T[]>();
  for (const row of rows) {
    const group = groups.get(row.orderId);
    if (group) group.push(map(row));
    else groups.set(row.orderId, [map(row)]);
  }
  return groups;
}
