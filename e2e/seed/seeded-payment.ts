/** The rows of an order's payment in the payment service, and its charge in the provider's ledger. Pure. */

import { owedRefundId } from '@mambogo/contracts/ids.ts';
import { decide } from '@mambogo/payment/src/domain/decide.ts';
import { noPayment } from '@mambogo/payment/src/domain/payment.ts';
import type { PaymentCommand } from '@mambogo/payment/src/domain/payment-command.ts';
import { appendEvent } from '@mambogo/payment/src/store/apply-payment-commands.ts';
import type { StoredPayment } from '@mambogo/payment/src/store/load-payments.ts';
import { attemptRows, type LogEntry, paymentRow } from '@mambogo/payment/src/store/save-payments.ts';
import type { Row } from './insert-rows.ts';
import type { OrderToSeed } from './seeded-order.ts';

export interface PaymentRows {
  readonly payment: Row;
  readonly attempts: readonly Row[];
  readonly entries: readonly LogEntry[];
}

export function seededPayment(order: OrderToSeed): PaymentRows {
  const { orderId, purchase } = order;
  const before: StoredPayment = { orderId, payment: noPayment, version: 0, lastHash: '', now: purchase.placedAt };
  let after = before;
  const entries: LogEntry[] = [];
  for (const [command, afterMs, actor] of commandsOf(order)) {
    after = { ...after, now: new Date(purchase.placedAt.getTime() + afterMs) };
    for (const event of decide(after.payment, command)) {
      const appended = appendEvent(after, event, { actor, correlationId: orderId }, undefined);
      after = appended.after;
      entries.push(appended.entry);
    }
  }
  const changed = { before, after, entries };
  const times = { created_at: purchase.placedAt, updated_at: after.now };
  return {
    payment: { ...paymentRow(changed), ...times },
    attempts: attemptRows(changed).map((row) => ({
      ...row,
      ...times,
      tries: 1,
      first_sent_at: purchase.placedAt,
      sent_at: purchase.placedAt,
    })),
    entries,
  };
}

type Step = readonly [command: PaymentCommand, afterMs: number, actor: string];

function commandsOf({ orderId, customerId, purchase, paymentId, reference }: OrderToSeed): Step[] {
  const { outcome, total } = purchase;
  const isCancelled = outcome === 'cancelled';
  const refundId = owedRefundId(orderId, 1);
  const answer = isCancelled
    ? ({ type: 'failed', code: 'card_declined', reference } as const)
    : ({ type: 'captured', reference, taken: total } as const);
  return [
    [{ type: 'place', customerId, total, token: 'tok_ok', paymentId }, 100, 'service:order'],
    [{ type: 'reserve', paymentId }, 300, 'service:inventory'],
    [{ type: 'attempt-result', attempt: 1, answer, refundId }, 450, 'service:payment'],
    ...(isCancelled ? [[{ type: 'cancel', orderId, refundId }, 60_100, 'service:order'] satisfies Step] : []),
  ];
}
