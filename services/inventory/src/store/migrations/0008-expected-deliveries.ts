/** When the next delivery of a product is expected, as staff announced it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExpectedDeliveries1000000000008 implements MigrationInterface {
  name = 'ExpectedDeliveries1000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stock_item add column expected_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stock_item drop column expected_on');
  }
}
