/** The amount captured by an attempt, if it differs from the one requested; otherwise null. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakenAmounts1000000000004 implements MigrationInterface {
  name = 'TakenAmounts1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_attempt add column taken int, add column taken_currency text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_attempt drop column taken, drop column taken_currency');
  }
}
