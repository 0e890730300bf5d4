/** Outbox, inbox, delivery failures and dead letters in PostgreSQL: the first migration of every service that has them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostgresMessaging0000000000001 implements MigrationInterface {
  name = 'PostgresMessaging0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        seq bigint generated always as identity primary key,
        id uuid not null unique,
        topic text not null,
        message_key text not null,
        envelope json not null,
        created_at timestamptz not null default now(),
        published_at timestamptz,
        attempts int not null default 0,
        next_at timestamptz
      );
      create index outbox_waiting on outbox (seq) where published_at is null;
      create index outbox_held on outbox (topic, message_key, seq) where published_at is null and attempts > 0;
      create index outbox_published on outbox (published_at) where published_at is not null;
      create table inbox (
        consumer text not null,
        event_id uuid not null,
        received_at timestamptz not null default now(),
        primary key (consumer, event_id)
      );
      create index inbox_received on inbox using brin (received_at);
      create table delivery_failure (
        consumer text not null,
        event_id text not null,
        kind text not null,
        error text not null,
        deliveries int not null default 1,
        failed_at timestamptz not null default now(),
        primary key (consumer, event_id)
      );
      create table dead_letter (
        consumer text not null,
        id text not null,
        payload text not null,
        kind text not null,
        error text not null,
        status text not null default 'waiting',
        reason text,
        filed_at timestamptz not null default now(),
        primary key (consumer, id)
      );`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dead_letter, delivery_failure, inbox, outbox');
  }
}
