/** Outbox, inbox, delivery failures and dead letters in PostgreSQL: the first migrations of every service that has them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PostgresLeasedRows0000000000009 } from './leased-rows.ts';
import { PostgresParkedEvents0000000000008 } from './parked-events.ts';
import { PostgresChainAnchors0000000000007 } from './postgres-chain-anchors.ts';
import { PostgresSummarisedTimes0000000000010 } from './summarised-times.ts';

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

/**
 * Lets dead letters be listed, replayed and settled. Times have milliseconds and ids are compared bytewise, because both are
 * positions in lists. Replaces ids that cannot be part of a URL by digests of their messages.
 */
export class PostgresReplays0000000000002 implements MigrationInterface {
  name = 'PostgresReplays0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dead_letter
        alter column id type text collate "C",
        alter column filed_at type timestamptz(3),
        add column type text,
        add column subject text,
        add column tries int not null default 0,
        add column next_at timestamptz(3) not null default now(),
        add column waiting_since timestamptz(3) not null default now(),
        add column settled_at timestamptz(3),
        add column settled_by text;
      update dead_letter set waiting_since = filed_at,
        id = case when id ~ '^[A-Za-z0-9._~-]{1,64}$' then id else encode(sha256(convert_to(payload, 'UTF8')), 'hex') end;
      create index dead_letter_filed on dead_letter (consumer, filed_at, id);
      create index dead_letter_status on dead_letter (consumer, status, filed_at, id);
      create index dead_letter_waiting on dead_letter (consumer, waiting_since) where status = 'waiting';
      create index dead_letter_due on dead_letter (consumer, next_at) where status = 'waiting' and kind = 'transient';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index dead_letter_filed, dead_letter_status, dead_letter_waiting, dead_letter_due;
      alter table dead_letter drop column type, drop column subject, drop column tries, drop column next_at,
        drop column waiting_since, drop column settled_at, drop column settled_by;`);
  }
}

/** The ids of the topics that this database has published to: `outbox/topic-epochs.ts`. */
export class PostgresTopicEpochs0000000000003 implements MigrationInterface {
  name = 'PostgresTopicEpochs0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table topic_epoch (
        topic text primary key,
        epoch text not null,
        seen_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table topic_epoch');
  }
}

/** The highest sequence number seen of each source's outbox, and detected rollbacks: `inbox/source-positions.ts`. */
export class PostgresSourcePositions0000000000004 implements MigrationInterface {
  name = 'PostgresSourcePositions0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table source_position (
        source text primary key,
        sequence bigint not null,
        event_time_ms bigint not null
      );
      create table source_rollback (
        source text not null,
        event_id uuid not null,
        sequence bigint not null,
        event_time_ms bigint not null,
        known_sequence bigint not null,
        known_time_ms bigint not null,
        noticed_at timestamptz not null default now(),
        reconciled_at timestamptz,
        primary key (source, event_id)
      );`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table source_position, source_rollback');
  }
}

/** The time from which each event type is compared with its publisher's outbox: `inbox/unhandled-events.ts`. */
export class PostgresWatchedEvents0000000000005 implements MigrationInterface {
  name = 'PostgresWatchedEvents0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table watched_event (type text primary key, since_ms bigint not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table watched_event');
  }
}

/** Responses to requests with an Idempotency-Key: `idempotency/with-idempotency-key.ts`. */
export class PostgresAnsweredRequests0000000000006 implements MigrationInterface {
  name = 'PostgresAnsweredRequests0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table answered_request (
        caller text not null,
        route text not null,
        idempotency_key text not null,
        claim text not null,
        request_hash text not null,
        answer text,
        created_at timestamptz not null default now(),
        primary key (caller, route, idempotency_key)
      );
      create index answered_request_created on answered_request using brin (created_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table answered_request');
  }
}

export const postgresMessaging = [
  PostgresMessaging0000000000001,
  PostgresReplays0000000000002,
  PostgresTopicEpochs0000000000003,
  PostgresSourcePositions0000000000004,
  PostgresWatchedEvents0000000000005,
  PostgresAnsweredRequests0000000000006,
  PostgresChainAnchors0000000000007,
  PostgresParkedEvents0000000000008,
  PostgresLeasedRows0000000000009,
  PostgresSummarisedTimes0000000000010,
];
