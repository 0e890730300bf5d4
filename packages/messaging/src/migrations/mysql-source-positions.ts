/** Tables of `inbox/source-positions.ts` and `inbox/unhandled-events.ts` in MariaDB or MySQL 8. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The highest sequence number seen of each source's outbox: `inbox/source-positions.ts`. */
export class MysqlSourcePositions0000000000009 implements MigrationInterface {
  name = 'MysqlSourcePositions0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table source_position (
      source varchar(200) not null primary key,
      sequence bigint not null,
      event_time_ms bigint not null
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table source_position');
  }
}

/** Detected rollbacks of sources. */
export class MysqlSourceRollbacks0000000000010 implements MigrationInterface {
  name = 'MysqlSourceRollbacks0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table source_rollback (
      source varchar(200) not null,
      event_id char(36) not null,
      sequence bigint not null,
      event_time_ms bigint not null,
      known_sequence bigint not null,
      known_time_ms bigint not null,
      noticed_at datetime(3) not null default current_timestamp(3),
      reconciled_at datetime(3),
      primary key (source, event_id)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table source_rollback');
  }
}

/** The time from which each event type is compared with its publisher's outbox: `inbox/unhandled-events.ts`. */
export class MysqlWatchedEvents0000000000011 implements MigrationInterface {
  name = 'MysqlWatchedEvents0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table watched_event (
      type varchar(200) not null primary key,
      since_ms bigint not null
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table watched_event');
  }
}
