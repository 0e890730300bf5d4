/** What caused an entry of the log, and its trace. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MovementCauses1000000000005 implements MigrationInterface {
  name = 'MovementCauses1000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stock_movement add column cause text, add column trace_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stock_movement drop column cause, drop column trace_id');
  }
}
