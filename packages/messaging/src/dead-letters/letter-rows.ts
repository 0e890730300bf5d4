/** Dead letters as rows: how they are read, found and settled. Every statement is one that both dialects take. */
import type { DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { OwnLetter, OwnLetterWithPayload } from '@mambogo/contracts/api/internal-dead-letters.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';
import type { FailureKind } from '../inbox/delivery-failure.ts';
import type { LetterQuery } from './dead-letters.ts';

interface LetterRow {
  readonly id: string;
  readonly type: string | null;
  readonly subject: string | null;
  readonly kind: FailureKind;
  readonly error: string;
  readonly status: DeadLetterStatus;
  readonly reason: string | null;
  readonly tries: number;
  readonly filed_at: Date;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
}

const columns = 'id, type, subject, kind, error, status, reason, tries, filed_at, settled_at, settled_by';
export const now = 'current_timestamp(3)';

/** The time in so many seconds: a parameter. */
export const inSeconds = ({ connection }: EntityManager): string =>
  dialectOf(connection) === 'postgres' ? `${now} + make_interval(secs => ?)` : `${now} + interval ? second`;

export async function listLetters(
  manager: EntityManager,
  consumer: string,
  { status, from, limit }: LetterQuery,
): Promise<OwnLetter[]> {
  const rows = await query<LetterRow[]>(
    manager,
    `select ${columns} from dead_letter where consumer = ? ${status ? 'and status = ?' : ''}
       ${from ? 'and filed_at <= ? and (filed_at < ? or id <= ?)' : ''} order by filed_at desc, id desc limit ?`,
    [consumer, ...(status ? [status] : []), ...(from ? positionOf(from) : []), limit],
  );
  return rows.map(toLetter);
}

const positionOf = ({ filedAt, id }: NonNullable<LetterQuery['from']>) => [new Date(filedAt), new Date(filedAt), id];

export async function findLetter(
  manager: EntityManager,
  consumer: string,
  id: string,
): Promise<OwnLetterWithPayload | undefined> {
  const [row] = await query<(LetterRow & { readonly payload: string })[]>(
    manager,
    `select ${columns}, payload from dead_letter where consumer = ? and id = ?`,
    [consumer, id],
  );
  return row && { ...toLetter(row), payload: row.payload };
}

export interface LockedLetter extends Pick<LetterRow, 'status' | 'tries' | 'error'> {
  readonly payload: string;
}

/** What is there now and stays so to the end of the transaction. */
export async function lockLetter(
  manager: EntityManager,
  consumer: string,
  id: string,
): Promise<LockedLetter | undefined> {
  const [row] = await query<LockedLetter[]>(
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

export const settleLetter = (
  manager: EntityManager,
  consumer: string,
  id: string,
  { status, by, reason }: Settlement,
) =>
  query(
    manager,
    `update dead_letter set status = ?, settled_by = ?, reason = ?, settled_at = ${now} where consumer = ? and id = ?`,
    [status, by, reason ?? null, consumer, id],
  );

const toLetter = ({ filed_at, settled_at, settled_by, type, subject, reason, ...row }: LetterRow): OwnLetter => ({
  ...row,
  type: type ?? undefined,
  subject: subject ?? undefined,
  reason: reason ?? undefined,
  filedAt: filed_at.toISOString(),
  settledAt: settled_at?.toISOString(),
  settledBy: settled_by ?? undefined,
});
