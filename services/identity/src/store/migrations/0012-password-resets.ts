/** Requests for a new password. Nothing in them opens an account: the link is made with a key. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PasswordResets1000000000012 implements MigrationInterface {
  name = 'PasswordResets1000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table password_reset (
        id uuid primary key,
        person_id uuid not null references person on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index password_reset_person on password_reset (person_id, created_at);
      create index password_reset_expiry on password_reset (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table password_reset');
  }
}
