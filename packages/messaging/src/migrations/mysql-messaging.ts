/**
 * Outbox, inbox, delivery failures and dead letters in MariaDB or MySQL 8: one statement per migration, because DDL commits
 * implicitly there. Tables set their character set, because the database's default may be another.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MysqlAnsweredRequests0000000000012 } from './mysql-answered-requests.ts';
import { MysqlChainAnchors0000000000013 } from './mysql-chain-anchors.ts';
import {
  MysqlSourcePositions0000000000009,
  MysqlSourceRollbacks0000000000010,
  MysqlWatchedEvents0000000000011,
} from './mysql-source-positions.ts';
import { MysqlParkedEvents0000000000014 } from './parked-events.ts';

export class MysqlOutbox0000000000001 implements MigrationInterface {
  name = 'MysqlOutbox0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table outbox (
      seq bigint not null auto_increment primary key,
      id char(36) not null unique,
      topic varchar(100) not null,
      message_key varchar(100) not null,
      envelope longtext not null,
      created_at datetime(6) not null default current_timestamp(6),
      published_at datetime(6),
      attempts int not null default 0,
      next_at datetime(6),
      index outbox_waiting (published_at, seq)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}

export class MysqlInbox0000000000002 implements MigrationInterface {
  name = 'MysqlInbox0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table inbox (
      consumer varchar(100) not null,
      event_id char(36) not null,
      received_at datetime(6) not null default current_timestamp(6),
      primary key (consumer, event_id),
      index inbox_received (received_at)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbox');
  }
}

export class MysqlDeliveryFailure0000000000003 implements MigrationInterface {
  name = 'MysqlDeliveryFailure0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table delivery_failure (
      consumer varchar(100) not null,
      event_id varchar(200) not null,
      kind varchar(20) not null,
      error text not null,
      deliveries int not null default 1,
      failed_at datetime(6) not null default current_timestamp(6),
      primary key (consumer, event_id)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery_failure');
  }
}

export class MysqlDeadLetter0000000000004 implements MigrationInterface {
  name = 'MysqlDeadLetter0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table dead_letter (
      consumer varchar(100) not null,
      id varchar(200) not null,
      payload longtext not null,
      kind varchar(20) not null,
      error text not null,
      status varchar(20) not null default 'waiting',
      reason text,
      filed_at datetime(6) not null default current_timestamp(6),
      primary key (consumer, id)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dead_letter');
  }
}

/** Times have milliseconds and ids are compared bytewise, because both are positions in lists. */
export class MysqlReplays0000000000005 implements MigrationInterface {
  name = 'MysqlReplays0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table dead_letter
      modify id varchar(200) character set utf8mb4 collate utf8mb4_bin not null,
      modify filed_at datetime(3) not null default current_timestamp(3),
      add type varchar(200),
      add subject varchar(200),
      add tries int not null default 0,
      add next_at datetime(3) not null default current_timestamp(3),
      add waiting_since datetime(3) not null default current_timestamp(3),
      add settled_at datetime(3),
      add settled_by varchar(200),
      add index dead_letter_filed (consumer, filed_at, id),
      add index dead_letter_status (consumer, status, filed_at, id),
      add index dead_letter_waiting (consumer, status, waiting_since),
      add index dead_letter_due (consumer, status, kind, next_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table dead_letter
      drop index dead_letter_filed, drop index dead_letter_status, drop index dead_letter_waiting,
      drop index dead_letter_due, drop type, drop subject, drop tries, drop next_at, drop waiting_since,
      drop settled_at, drop settled_by`);
  }
}

/** Replaces ids that cannot be part of a URL by digests of their messages. */
export class MysqlLetterIds0000000000006 implements MigrationInterface {
  name = 'MysqlLetterIds0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`update dead_letter set waiting_since = filed_at,
      id = if(id regexp '^[A-Za-z0-9._~-]{1,64}$', id, sha2(payload, 256))`);
  }

  async down(): Promise<void> {}
}

/** Indexes the waiting rows of a key: the relay looks them up for every row, and would scan the whole outbox each time. */
export class MysqlOutboxKeys0000000000007 implements MigrationInterface {
  name = 'MysqlOutboxKeys0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index outbox_of_key on outbox (message_key, published_at, seq)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outbox_of_key on outbox');
  }
}

/** The ids of the topics that this database has published to: `outbox/topic-epochs.ts`. */
export class MysqlTopicEpochs0000000000008 implements MigrationInterface {
  name = 'MysqlTopicEpochs0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table topic_epoch (
      topic varchar(100) not null primary key,
      epoch varchar(100) not null,
      seen_at datetime(6) not null default current_timestamp(6)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table topic_epoch');
  }
}

export const mysqlMessaging = [
  MysqlOutbox0000000000001,
  MysqlInbox0000000000002,
  MysqlDeliveryFailure0000000000003,
  MysqlDeadLetter0000000000004,
  MysqlReplays0000000000005,
  MysqlLetterIds0000000000006,
  MysqlOutboxKeys0000000000007,
  MysqlTopicEpochs0000000000008,
  MysqlSourcePositions0000000000009,
  MysqlSourceRollbacks0000000000010,
  MysqlWatchedEvents0000000000011,
  MysqlAnsweredRequests0000000000012,
  MysqlChainAnchors0000000000013,
  MysqlParkedEvents0000000000014,
];
