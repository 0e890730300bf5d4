/** Tables of `audit/staff-action-log.ts`, in PostgreSQL and in MariaDB or MySQL 8. */
import { appendOnly } from '@mambogo/service/database/append-only.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostgresStaffActions0000000000008 implements MigrationInterface {
  name = 'PostgresStaffActions0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table staff_action (
        subject text not null,
        version int not null,
        kind text not null,
        type text not null,
        actor text not null,
        cause text,
        trace_id text,
        data jsonb not null,
        at timestamptz(3) not null,
        hash text not null,
        prev_hash text not null,
        primary key (subject, version)
      );
      create index staff_action_at on staff_action (at);
      ${appendOnly('staff_action')}
      create table staff_action_chain (subject text primary key, version int not null, last_hash text not null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table staff_action_chain, staff_action');
  }
}

/** Without triggers that reject changes: creating them takes a right that accounts of a managed server do not have. */
export class MysqlStaffActions0000000000014 implements MigrationInterface {
  name = 'MysqlStaffActions0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table staff_action (
      subject char(36) not null,
      version int not null,
      kind varchar(20) not null,
      type varchar(100) not null,
      actor varchar(200) not null,
      cause varchar(100),
      trace_id char(32),
      data json not null,
      at datetime(3) not null,
      hash char(64) not null,
      prev_hash char(64) not null,
      primary key (subject, version),
      index staff_action_at (at)
    ) character set utf8mb4`);
    await runner.query(`create table staff_action_chain (
      subject char(36) not null primary key,
      version int not null,
      last_hash char(64) not null
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table staff_action_chain');
    await runner.query('drop table staff_action');
  }
}

/** The newest of each kind, of all and of one person. */
const listIndexes = [
  'create index staff_action_by_kind on staff_action (kind, at)',
  'create index staff_action_by_actor on staff_action (kind, actor, at)',
];

export class PostgresStaffActionLists0000000000011 implements MigrationInterface {
  name = 'PostgresStaffActionLists0000000000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of listIndexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index staff_action_by_kind, staff_action_by_actor');
  }
}

export class MysqlStaffActionLists0000000000015 implements MigrationInterface {
  name = 'MysqlStaffActionLists0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of listIndexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index staff_action_by_kind on staff_action');
    await runner.query('drop index staff_action_by_actor on staff_action');
  }
}
