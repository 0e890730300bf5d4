/** Reads, finds and settles rows of dead letters. Every statement runs on both dialects. */
import type { DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';
import type { FailureKind } from '../inbox/delivery-failure.ts';
import type { DeadLetterQuery } from './dead-letters.ts';
import { type LocalDeadLetter, type LocalDeadLetterWithPayload, nextRetryOf } from './local-dead-letter.ts';

interface DeadLetterRow {
  readonly id: string;
  readonly type: string | null;
  readonly subject: string | null;
  readonly kind: FailureKind;
  readonly error: string;
  readonly status: DeadLetterStatus;
  readonly reason: string | null;
  readonly tries: number;
  readonly next_at: Date;
  readonly filed_at: Date;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
}

const columns = 'id, type, subject, kind, error, status, reason, tries, next_at, filed_at, settled_at, settled_by';
export const sqlNow = 'current_timestamp(3)';

/** SQL for the current time plus a number of seconds, which is a parameter. */
export const sqlInSeconds = ({ connection }: EntityManager): string =>
  dialectOf(connection) === 'postgres' ? `${sqlNow} + make_interval(secs => ?)` : `${sqlNow} + interval ? second`;

export async function selectDeadLetters(
  manager: EntityManager,
  consumer: string,
  { status, from, limit }: DeadLetterQuery,
): Promise<LocalDeadLetter[]> {
  const rows = await query<DeadLetterRow[]>(
    manager,
    `select ${columns} from dead_letter where consumer = ? ${status ? 'and status = ?' : ''}
       ${from ? 'and filed_at <= ? and (filed_at < ? or id <= ?)' : ''} order by filed_at desc, id desc limit ?`,
    [consumer, ...(status ? [status] : []), ...(from ? positionOf(from) : []), limit],
  );
  return rows.map(toDeadLetter);
}

const positionOf = ({ filedAt, id }: NonNullable<DeadLetterQuery['from']>) => [
  new Date(filedAt),
  new Date(filedAt),
  id,
];

export async function findDeadLetter(
  manager: EntityManager,
  consumer: string,
  id: string,
): Promise<LocalDeadLetterWithPayload | undefined> {
  const [row] = await query<(DeadLetterRow & { readonly payload: string })[]>(
    manager,
    `select ${columns}, payload from dead_letter where consumer = ? and id = ?`,
    [consumer, id],
  );
  return row && { ...toDeadLetter(row), payload: row.payload };
}

export interface LockedDeadLetter extends Pick<DeadLetterRow, 'status' | 'tries' | 'error'> {
  readonly payload: string;
}

/** Reads a dead letter and locks it until the end of the transaction. */
export async function lockDeadLetter(
  manager: EntityManager,
  consumer: string,
  id: string,
): Promise<LockedDeadLetter | undefined> {
  const [row] = await query<LockedDeadLetter[]>(
    manager,
    'select status, payload, tries, error from dead_letter where consumer = ? and id = ? for update',
    [consumer, id],
  );
  return row;
}

export interface Settlement {
  readonly status: 'replayed' | 'discarded';
  readonly by: string;
  readonly reason?: string;
}

export const settleDeadLetter = (
  manager: EntityManager,
  consumer: string,
  id: string,
  { status, by, reason }: Settlement,
) =>
  query(
    manager,
    `update dead_letter set status = ?, settled_by = ?, reason = ?, settled_at = ${sqlNow} where consumer = ? and id = ?`,
    [status, by, reason ?? null, consumer, id],
  );

const toDeadLetter = ({
  next_at,
  filed_at,
  settled_at,
  settled_by,
  type,
  subject,
  reason,
  ...row
}: DeadLetterRow): LocalDeadLetter => ({
  ...row,
  type: type ?? undefined,
  subject: subject ?? undefined,
  reason: reason ?? undefined,
  nextRetryAt: nextRetryOf(row, next_at.toISOString()),
  filedAt: filed_at.toISOString(),
  settledAt: settled_at?.toISOString(),
  settledBy: settled_by ?? undefined,
});
