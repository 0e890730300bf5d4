/** People, signing keys, failed log-ins, and the OpenID provider's records. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1000000000001 implements MigrationInterface {
  name = 'Identity1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid primary key,
        login_index bytea not null unique,
        password_hash text not null,
        roles text[] not null,
        personal_key bytea not null,
        personal_data bytea not null,
        created_at timestamptz not null default now()
      );
      create table signing_key (
        kid text primary key,
        private_key bytea not null,
        created_at timestamptz not null default now()
      );
      create table log_in_failure (
        login_index bytea primary key,
        failures int not null,
        since timestamptz not null
      );
      create table oidc_record (
        model text not null,
        id bytea not null,
        payload bytea not null,
        uid text,
        user_code text,
        grant_id text,
        consumed_at timestamptz,
        expires_at timestamptz,
        primary key (model, id)
      );
      create index oidc_record_uid on oidc_record (model, uid) where uid is not null;
      create index oidc_record_user_code on oidc_record (model, user_code) where user_code is not null;
      create index oidc_record_grant on oidc_record (grant_id) where grant_id is not null;
      create index oidc_record_expiry on oidc_record (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table oidc_record, log_in_failure, signing_key, person');
  }
}
