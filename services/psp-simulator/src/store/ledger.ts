/** The provider's charges and refunds. Due pending charges are captured before every read and change. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Charge } from '../domain/charge.ts';
import type { Callbacks } from './callbacks.ts';

export interface Refund {
  readonly id: string;
  readonly chargeId: string;
  /** The merchant's own name for the refund. */
  readonly reference: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly createdAt: number;
}

export interface Ledger {
  /** Atomic; a nested transaction joins the outer one. */
  transaction<T>(body: () => T): T;
  add(charge: NewCharge): Charge;
  /** Captures due charges. */
  settle(): void;
  /** Whether any charge will be due. */
  isSettling(): boolean;
  charge(id: string): Charge | undefined;
  chargesOf(reference: string): Charge[];
  /** The oldest charges created since then and after the given one. @param since epoch milliseconds */
  chargesSince(since: number, after: Charge | undefined, limit: number): Charge[];
  setStatus(id: string, change: Pick<Charge, 'status' | 'failureCode'>): Charge;
  /** Records a refund; the caller has checked that the charge allows it. */
  refund(chargeId: string, amount: number, reference: string | null): Refund;
  refundsOf(chargeId: string): Refund[];
  /** Counts a request that fails before anything is saved; returns its number, from 1. */
  countFailedTry(reference: string): number;
}

export interface NewCharge
  extends Pick<Charge, 'reference' | 'amount' | 'currency' | 'status' | 'failureCode' | 'settlesAt' | 'returnUrl'> {
  /** Number of callbacks when it becomes final. */
  readonly callbacks: number;
}

const ChargeRow = z.object({
  id: z.string(),
  reference: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['captured', 'failed', 'pending', 'requires_action', 'voided']),
  failureCode: z.string().nullable(),
  settlesAt: z.int().nullable(),
  refunded: z.int(),
  createdAt: z.int(),
  returnUrl: z.string().nullable(),
});
const RefundRow = z.object({
  id: z.string(),
  chargeId: z.string(),
  reference: z.string().nullable(),
  amount: z.int(),
  createdAt: z.int(),
});

export function createLedger(database: DatabaseSync, now: () => number, callbacks: Callbacks): Ledger {
  const isDue = database.prepare(`select 1 from charge where status = 'pending' and settlesAt <= ? limit 1`);
  const pending = database.prepare(`select 1 from charge where status = 'pending' limit 1`);
  const capture = database.prepare(
    `update charge set status = 'captured' where status = 'pending' and settlesAt <= ? returning *`,
  );
  const insertCharge = database.prepare(
    `insert into charge (id, reference, amount, currency, status, failureCode, settlesAt, createdAt, returnUrl)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare('select * from charge where id = ?');
  const byReference = database.prepare('select * from charge where reference = ? order by createdAt, id');
  const since = database.prepare(
    'select * from charge where createdAt >= ? and (createdAt, id) > (?, ?) order by createdAt, id limit ?',
  );
  const update = database.prepare('update charge set status = ?, failureCode = ? where id = ?');
  const insertRefund = database.prepare(
    'insert into refund (id, chargeId, reference, amount, createdAt) values (?, ?, ?, ?, ?)',
  );
  const addRefunded = database.prepare('update charge set refunded = refunded + ? where id = ?');
  const refunds = database.prepare('select * from refund where chargeId = ? order by createdAt, id');
  const countTry = database.prepare(
    `insert into failed_try (reference, times) values (?, 1)
     on conflict (reference) do update set times = times + 1 returning times`,
  );

  function transaction<T>(body: () => T): T {
    if (database.isTransaction) return body();
    database.exec('begin immediate');
    try {
      const result = body();
      database.exec('commit');
      return result;
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  }
  function settle(): void {
    const at = now();
    if (!isDue.get(at)) return;
    transaction(() => {
      for (const row of capture.all(at)) callbacks.enqueue(ChargeRow.parse(row));
    });
  }
  const find = (id: string): Charge | undefined => {
    settle();
    const row = byId.get(id);
    return row && ChargeRow.parse(row);
  };
  const getOrThrow = (id: string): Charge => {
    const charge = find(id);
    if (!charge) throw new Error(`the ledger has no charge ${id}`);
    return charge;
  };

  /** Returns the charge, and enqueues its callbacks if it is final. */
  const withCallbacks = (id: string): Charge => {
    const charge = getOrThrow(id);
    callbacks.enqueue(charge);
    return charge;
  };

  return {
    transaction,
    isSettling: () => pending.get() !== undefined,
    settle,
    add({ reference, amount, currency, status, failureCode, settlesAt, returnUrl, callbacks: times }) {
      const id = `ch_${randomUUID().replaceAll('-', '')}`;
      return transaction(() => {
        insertCharge.run(id, reference, amount, currency, status, failureCode, settlesAt, now(), returnUrl);
        callbacks.reserve(id, times);
        return withCallbacks(id);
      });
    },
    charge: find,
    chargesOf(reference) {
      settle();
      return byReference.all(reference).map((row) => ChargeRow.parse(row));
    },
    chargesSince(from, after, limit) {
      settle();
      return since.all(from, after?.createdAt ?? 0, after?.id ?? '', limit).map((row) => ChargeRow.parse(row));
    },
    setStatus(id, { status, failureCode }) {
      return transaction(() => {
        update.run(status, failureCode, id);
        return withCallbacks(id);
      });
    },
    refund(chargeId, amount, reference) {
      const refund = { id: `re_${randomUUID().replaceAll('-', '')}`, chargeId, reference, amount, createdAt: now() };
      insertRefund.run(refund.id, chargeId, reference, amount, refund.createdAt);
      addRefunded.run(amount, chargeId);
      return refund;
    },
    refundsOf: (chargeId) => refunds.all(chargeId).map((row) => RefundRow.parse(row)),
    countFailedTry: (reference) => z.object({ times: z.int() }).parse(countTry.get(reference)).times,
  };
}
