/**
 * What accounts are compared by besides their login: the e-mail address (attempts under either name are counted together) and
 * the look of the login (no new account looks like another). Only adds; existing rows are completed after the migration,
 * because that takes the keys (person-indexes.ts, `completeIndexes`).
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountNames1000000000004 implements MigrationInterface {
  name = 'AccountNames1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add column email_index bytea, add column login_skeleton bytea unique;
      create index person_email_index on person (email_index) where email_index is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column email_index, drop column login_skeleton');
  }
}
