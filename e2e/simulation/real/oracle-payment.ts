/**
 * The model of the payment service. The provider's responses in a worker's run are known; the run's result must equal the
 * model's result for one of them.
 */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import { newId, newPaymentId, type OrderId, type PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { noPayment, type Payment } from '@mambogo/payment/src/domain/payment.ts';
import type { PaymentCommand } from '@mambogo/payment/src/domain/payment-command.ts';
import { loggedData } from '@mambogo/payment/src/domain/payment-event.ts';
import { chargeName } from '@mambogo/payment/src/domain/payment-provider.ts';
import type { DataSource } from 'typeorm';
import { rules } from '../rules.ts';
import type { Intent } from './intent.ts';
import { asPublished, canonicalText, difference, type Effects, type LogRow } from './transaction-effects.ts';

const { decide, evolve, factsOf, commandOf } = rules.payment;

export function createPaymentOracle(database: DataSource) {
  const payments = new Map<OrderId, Payment>();
  const paymentOf = (orderId: OrderId) => payments.get(orderId) ?? noPayment;

  function predict(orderId: OrderId, before: Payment, command: PaymentCommand) {
    const events = decide(before, command);
    const after = events.reduce(evolve, before);
    return {
      after,
      log: events.map((event) => ({ orderId, type: event.type, data: loggedData(event) })),
      emitted: asPublished(factsOf(orderId, before, command, events, after)),
    };
  }

  /** Returns the differences. */
  return async (
    effects: Effects,
    handledEvents: readonly DomainEvent[],
    intent: Intent | undefined,
  ): Promise<string[]> => {
    const log: unknown[] = [];
    const emitted: unknown[] = [];
    for (const event of handledEvents) {
      const made = candidatesOf(event, effects.log).map(({ orderId, command }) => ({
        orderId,
        ...predict(orderId, paymentOf(orderId), command),
      }));
      const logged = new Set(effects.log.map(entry).map(canonicalText));
      const chosen = made.find((one) => one.log.every((row) => logged.has(canonicalText(row)))) ?? made[0];
      if (!chosen) continue;
      payments.set(chosen.orderId, chosen.after);
      log.push(...chosen.log);
      emitted.push(...chosen.emitted);
    }
    if (intent?.type === 'worker')
      for (const [orderId, rows] of Map.groupBy(effects.log, (row) => row.orderId)) {
        const made = commandsOf(intent, orderId, paymentOf(orderId), rows)
          .map((command) => predict(orderId, paymentOf(orderId), command))
          .find((one) => !difference('', one.log, rows.map(entry)));
        if (!made) continue;
        payments.set(orderId, made.after);
        log.push(...made.log);
        emitted.push(...made.emitted);
      }
    const touched = [...new Set(effects.log.map(({ orderId }) => orderId))];
    return [
      difference('log', log, effects.log.map(entry)),
      difference(
        'facts',
        emitted,
        effects.emitted.map(({ name, data }) => ({ name, data })),
      ),
      difference(
        'attempts',
        touched.flatMap((id) => attemptsOf(id, paymentOf(id))),
        await storedAttempts(touched),
      ),
      difference(
        'refunds',
        touched.flatMap((id) => refundsOf(id, paymentOf(id))),
        await storedRefunds(touched),
      ),
    ].filter((one) => one !== undefined);
  };

  function storedAttempts(orderIds: readonly OrderId[]): Promise<unknown[]> {
    return database.query(
      `select order_id as "orderId", attempt, state, surplus, reference from payment_attempt where order_id = any($1)`,
      [orderIds],
    );
  }

  function storedRefunds(orderIds: readonly OrderId[]): Promise<unknown[]> {
    return database.query(
      `select order_id as "orderId", refund_id as "refundId", attempt, state, amount from payment_refund where order_id = any($1)`,
      [orderIds],
    );
  }
}

const entry = ({ orderId, type, data }: LogRow) => ({ orderId, type, data });

const attemptsOf = (orderId: OrderId, { attempts }: Payment) =>
  attempts.map(({ attempt, state, surplus, reference = null }) => ({ orderId, attempt, state, surplus, reference }));
const refundsOf = (orderId: OrderId, { refunds }: Payment) =>
  refunds.map(({ refundId, attempt, state, amount }) => ({ orderId, refundId, attempt, state, amount: amount.amount }));

const noIds = { paymentId: newPaymentId(), refundId: RefundId.parse(newId()) };

/** The command of an event, with each of the ids that the handler can have generated: those in the log. */
function candidatesOf(event: DomainEvent, rows: readonly LogRow[]) {
  const orderId = commandOf(event, noIds)?.orderId;
  const own = rows.filter((row) => row.orderId === orderId);
  const { paymentId } = idsFrom(own);
  const refundIds = own.flatMap(({ type, data }) => (type === 'refund-requested' ? [data.refundId as RefundId] : []));
  return [...refundIds, noIds.refundId].flatMap((refundId) => commandOf(event, { paymentId, refundId }) ?? []);
}

/** Ids that a handler generated, from the log. */
const idsFrom = (rows: readonly LogRow[]) => ({
  paymentId: rows.find(({ type }) => type === 'attempt-started')?.data.paymentId as PaymentId,
  refundId: rows.find(({ type }) => type === 'refund-requested')?.data.refundId as RefundId,
});

/** The commands that a worker's run can have given to a payment. */
function commandsOf(
  { name, charges, refunds }: Extract<Intent, { type: 'worker' }>,
  orderId: OrderId,
  { attempts, refunds: known }: Payment,
  rows: readonly LogRow[],
): PaymentCommand[] {
  const { refundId } = idsFrom(rows);
  if (name === 'attempts')
    return attempts.flatMap(({ attempt }) => {
      const emitted = charges.get(chargeName(orderId, attempt));
      return [...(emitted ? [emitted] : []), { type: 'not-found' } as const].map((answer) => ({
        ...{ type: 'attempt-result' as const, attempt, answer, refundId },
      }));
    });
  return known.flatMap((one) => {
    const answer = refunds.get(one.refundId);
    return answer ? [{ type: 'refund-result' as const, refundId: one.refundId, answer, nextRefundId: refundId }] : [];
  });
}
