/**
 * E-mail addresses to log in with, and where people are logged in. Only adds: a service of the previous version keeps working.
 * Earlier sessions are listed from their next use on.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountPages1000000000002 implements MigrationInterface {
  name = 'AccountPages1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add column email_tag bytea unique;
      create table signed_in (
        uid text primary key,
        person_id uuid not null references person on delete cascade,
        device text not null,
        began_at timestamptz not null default now(),
        used_at timestamptz not null default now()
      );
      create index signed_in_person on signed_in (person_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signed_in; alter table person drop column email_tag');
  }
}
