/** API tokens: the credentials of programs. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApiTokens1000000000008 implements MigrationInterface {
  name = 'ApiTokens1000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_token (
        id uuid primary key,
        person_id uuid not null references person on delete cascade,
        name text not null,
        secret_hash text not null,
        scopes text[] not null,
        epoch int not null default 0,
        created_at timestamptz not null default now(),
        used_at timestamptz
      );
      create index api_token_person on api_token (person_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_token');
  }
}
