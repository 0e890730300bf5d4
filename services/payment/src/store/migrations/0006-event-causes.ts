/** What caused an entry of the log, and its trace. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventCauses1000000000006 implements MigrationInterface {
  name = 'EventCauses1000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_event add column cause text, add column trace_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_event drop column cause, drop column trace_id');
  }
}
