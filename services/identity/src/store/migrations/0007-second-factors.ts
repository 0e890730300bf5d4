/** Passkeys, authenticator apps, recovery codes, and log-ins between their first and their second factor. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecondFactors1000000000007 implements MigrationInterface {
  name = 'SecondFactors1000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table passkey (
        credential_id bytea primary key,
        person_id uuid not null references person on delete cascade,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        name bytea not null,
        created_at timestamptz not null default now(),
        used_at timestamptz
      );
      create index passkey_person on passkey (person_id);
      create table totp (
        person_id uuid primary key references person on delete cascade,
        secret bytea not null,
        confirmed_at timestamptz,
        last_step bigint not null default 0
      );
      create table recovery_code (
        person_id uuid not null references person on delete cascade,
        code_hash bytea not null,
        primary key (person_id, code_hash)
      );
      create table webauthn_challenge (
        challenge_hash bytea primary key,
        bound_to bytea not null,
        expires_at timestamptz not null
      );
      create index webauthn_challenge_expiry on webauthn_challenge (expires_at);
      create table first_factor (
        interaction_hash bytea primary key,
        person_id uuid not null references person on delete cascade,
        amr text[] not null,
        expires_at timestamptz not null
      );
      create index first_factor_person on first_factor (person_id);
      create index first_factor_expiry on first_factor (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table first_factor, webauthn_challenge, recovery_code, totp, passkey');
  }
}
