/**
 * The ledger's file: SQLite in WAL mode, synced on every commit, so that acknowledged changes survive a kill or a power cut.
 * Statements run synchronously, so requests never interleave.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export function openLedgerFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    create table if not exists charge (
      id text primary key,
      reference text not null,
      amount integer not null check (amount > 0),
      currency text not null,
      status text not null,
      failureCode text,
      settlesAt integer,
      refunded integer not null default 0 check (refunded between 0 and amount),
      createdAt integer not null,
      returnUrl text
    ) strict;
    create index if not exists charge_reference on charge (reference);
    create index if not exists charge_age on charge (createdAt, id);
    create index if not exists charge_pending on charge (settlesAt) where status = 'pending';
    create table if not exists refund (
      id text primary key,
      chargeId text not null references charge (id),
      reference text,
      amount integer not null check (amount > 0),
      createdAt integer not null
    ) strict;
    create index if not exists refund_charge on refund (chargeId);
    create table if not exists saved_answer (
      key text primary key,
      fingerprint text not null,
      status integer not null,
      body text not null,
      savedAt integer not null
    ) strict;
    create index if not exists saved_answer_age on saved_answer (savedAt);
    create table if not exists failed_try (
      reference text primary key,
      times integer not null
    ) strict;
    create table if not exists callback (
      number integer primary key,
      eventId text not null,
      chargeId text not null references charge (id),
      body text,
      announcedAt integer,
      dueAt integer,
      tries integer not null default 0,
      deliveredAt integer
    ) strict;
    create index if not exists callback_charge on callback (chargeId);
    create index if not exists callback_due on callback (dueAt) where dueAt is not null;`);
  addColumn(database, 'charge', 'returnUrl');
  return database;
}

/** Upgrades a ledger that was created before this column existed. */
function addColumn(database: DatabaseSync, table: string, column: string): void {
  const known = database.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column);
  if (!known) database.exec(`alter table ${table} add column ${column} text`);
}

/** Throws if the file cannot be read. */
export function probeLedger(database: DatabaseSync): void {
  database.prepare('select 1').get();
}
