/** Security events, for the administrator's list. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecurityEvents1000000000003 implements MigrationInterface {
  name = 'SecurityEvents1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table security_event (
        id uuid primary key,
        at timestamptz not null,
        code text not null,
        outcome text not null,
        subject text,
        actor text,
        network text,
        count int not null,
        detail jsonb
      );
      create index security_event_at on security_event (at);
      create index security_event_subject on security_event (subject, id) where subject is not null;
      create index security_event_code on security_event (code, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table security_event');
  }
}
