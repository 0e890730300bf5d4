/**
 * Access tokens that are rejected before they expire, and the successors of refresh tokens. Only adds: a service of the
 * previous version keeps working, without publishing what it ends.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Revocations1000000000005 implements MigrationInterface {
  name = 'Revocations1000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add column token_epoch int not null default 0;
      create table revocation (
        id bigint generated always as identity primary key,
        sid text,
        person_id uuid,
        epoch int,
        expires_at timestamptz not null,
        check ((sid is null) <> (person_id is null)),
        check ((person_id is null) = (epoch is null))
      );
      create index revocation_expiry on revocation (expires_at);
      alter table oidc_record add column consumed_by bytea, add column successor_of bytea;
      create index oidc_record_successor on oidc_record (model, successor_of) where successor_of is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table oidc_record drop column consumed_by, drop column successor_of;
      drop table revocation;
      alter table person drop column token_epoch`);
  }
}
