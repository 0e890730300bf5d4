/**
 * Callbacks to the merchant. Reserved with a charge that is not final yet; due once it is final, with a body that never
 * changes; then delivered or given up. Each step is part of the transaction that changes the charge.
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Charge, isFinal } from '../domain/charge.ts';

/** How long delivery is retried. */
export const retryWindowMs = 3 * 24 * 3_600_000;

const DueCallback = z.object({
  number: z.int(),
  eventId: z.string(),
  /** JSON text: the bytes that are signed and sent. */
  body: z.string(),
  /** Deliveries before this one. */
  tries: z.int(),
});
export type DueCallback = z.output<typeof DueCallback>;

const Totals = z.object({ due: z.int(), delivered: z.int(), givenUp: z.int() });
export type CallbackTotals = z.output<typeof Totals>;

export interface Callbacks {
  /** Reserves one event, to be delivered `times` times when the charge is final. */
  reserve(chargeId: string, times: number): void;
  /** Makes a charge's reserved callbacks due, if it is final. */
  enqueue(charge: Charge): void;
  /** The oldest due callbacks. */
  due(limit: number): DueCallback[];
  delivered(number: number): void;
  /** Retries a failed delivery after that time, or gives up past the retry window. */
  postpone(number: number, milliseconds: number): void;
  totals(): CallbackTotals;
  /** Whether any will be due, sooner or later, of charges that are final. */
  areWaiting(): boolean;
  /** Calls back when some were reserved or became due. One listener. */
  onNew(listener: () => void): void;
}

export function createCallbacks(database: DatabaseSync, now: () => number): Callbacks {
  const insert = database.prepare('insert into callback (eventId, chargeId) values (?, ?)');
  const reserved = database.prepare('select eventId from callback where chargeId = ? and body is null limit 1');
  const announce = database.prepare(
    'update callback set body = ?, announcedAt = ?, dueAt = ? where chargeId = ? and body is null',
  );
  const due = database.prepare(
    'select number, eventId, body, tries from callback where dueAt <= ? order by dueAt, number limit ?',
  );
  const delivered = database.prepare(
    'update callback set dueAt = null, deliveredAt = ?, tries = tries + 1 where number = ?',
  );
  const postpone = database.prepare(
    `update callback set tries = tries + 1, dueAt = case when announcedAt > ? then ? end where number = ?`,
  );
  const waiting = database.prepare('select 1 from callback where dueAt is not null limit 1');
  let announceNew = () => {};
  const totals = database.prepare(
    `select count(dueAt) as due, count(deliveredAt) as delivered,
       count(*) filter (where body is not null and dueAt is null and deliveredAt is null) as givenUp from callback`,
  );

  return {
    reserve(chargeId, times) {
      const eventId = `evt_${randomUUID().replaceAll('-', '')}`;
      for (let time = 0; time < times; time += 1) insert.run(eventId, chargeId);
      announceNew();
    },
    enqueue(charge) {
      const row = isFinal(charge) ? reserved.get(charge.id) : undefined;
      if (!row) return;
      const body = bodyOf(String(row.eventId), charge, now());
      announce.run(body, now(), now(), charge.id);
      announceNew();
    },
    due: (limit) => due.all(now(), limit).map((row) => DueCallback.parse(row)),
    delivered(number) {
      delivered.run(now(), number);
    },
    postpone(number, milliseconds) {
      postpone.run(now() - retryWindowMs, now() + milliseconds, number);
    },
    totals: () => Totals.parse(totals.get()),
    areWaiting: () => waiting.get() !== undefined,
    onNew(listener) {
      announceNew = listener;
    },
  };
}

/** The charge and its final status: no amount and no card; the merchant queries details itself. */
const bodyOf = (eventId: string, { id: chargeId, reference, status }: Charge, at: number): string =>
  JSON.stringify({
    id: eventId,
    type: `charge.${status}`,
    createdAt: new Date(at).toISOString(),
    data: { reference, chargeId, status },
  });
