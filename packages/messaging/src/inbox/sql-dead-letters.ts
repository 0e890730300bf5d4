/** Files dead letters in the consumer's own database, with the error its last delivery met. A letter that comes again is the same row. */
import type { DataSource } from 'typeorm';
import { dialectOf } from '../dialect.ts';
import type { FileDeadLetter } from './dead-letter-route.ts';

export const sqlDeadLetters =
  (database: DataSource, consumer: string): FileDeadLetter =>
  async ({ id, payload, fault }) => {
    const postgres = dialectOf(database) === 'postgres';
    const [failure] = await database.query<{ kind: string; error: string }[]>(
      `select kind, error from delivery_failure where consumer = ${postgres ? '$1' : '?'} and event_id = ${postgres ? '$2' : '?'}`,
      [consumer, id],
    );
    const { kind, error } = fault ?? failure ?? { kind: 'transient', error: 'it was not handled in time' };
    const values = [consumer, id, payload, kind, error];
    const sql = postgres
      ? `insert into dead_letter (consumer, id, payload, kind, error) values ($1, $2, $3, $4, $5)
         on conflict (consumer, id) do update set kind = excluded.kind, error = excluded.error, status = 'waiting', filed_at = now()`
      : `insert into dead_letter (consumer, id, payload, kind, error) values (?, ?, ?, ?, ?)
         on duplicate key update kind = values(kind), error = values(error), status = 'waiting', filed_at = now(6)`;
    await database.query(sql, values);
  };
