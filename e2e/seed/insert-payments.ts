/** Inserts payments of a filled shop with their attempts and logs, and their charges into the provider's ledger; returns the heads of the logs. */
import { DatabaseSync } from 'node:sqlite';
import type { Head } from '@mambogo/messaging/audit/anchor.ts';
import type { EntityManager } from 'typeorm';
import { insertRows } from './insert-rows.ts';
import type { OrderToSeed } from './seeded-order.ts';
import type { PaymentRows } from './seeded-payment.ts';

export async function insertPayments(manager: EntityManager, payments: readonly PaymentRows[]): Promise<Head[]> {
  const columns = `order_id, customer_id, amount, currency, placed, reserved, ended, status, failure, attempts, refunds, captured,
    refunded, version, last_hash, created_at, updated_at`;
  const rows = payments.map(({ payment }) => payment);
  await insertRows(manager, 'payment', columns, rows);
  const attemptColumns = `order_id, attempt, payment_id, state, reference, surplus, failure, tries, first_sent_at, sent_at, created_at,
    updated_at`;
  const attempts = payments.flatMap((one) => one.attempts);
  await insertRows(manager, 'payment_attempt', attemptColumns, attempts);
  const entries = payments.flatMap((one) =>
    one.entries.map(({ orderId, correlationId, prevHash, ...entry }) => ({
      ...entry,
      order_id: orderId,
      correlation_id: correlationId,
      prev_hash: prevHash,
    })),
  );
  const entryColumns = 'order_id, version, type, data, actor, correlation_id, at, hash, prev_hash';
  await insertRows(manager, 'payment_event', entryColumns, entries);
  return payments.flatMap((one) => {
    const last = one.entries.at(-1);
    return last ? [[last.orderId, last.version, last.hash] satisfies Head] : [];
  });
}

export interface LedgerWriter {
  addCharges(orders: readonly OrderToSeed[]): void;
  close(): void;
}

/** Writes to the file of the running simulator, which reads what others committed. */
export function openLedger(file: string): LedgerWriter {
  const ledger = new DatabaseSync(file, { timeout: 30_000 });
  const insert = ledger.prepare(
    `insert into charge (id, reference, amount, currency, status, failureCode, createdAt) values (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    addCharges(orders) {
      ledger.exec('begin immediate');
      for (const { orderId, reference, purchase } of orders) {
        const { total, outcome, placedAt } = purchase;
        const [status, failure] = outcome === 'cancelled' ? ['failed', 'card_declined'] : ['captured', null];
        insert.run(reference, `${orderId}:1`, total.amount, total.currency, status, failure, placedAt.getTime());
      }
      ledger.exec('commit');
    },
    close: () => ledger.close(),
  };
}
