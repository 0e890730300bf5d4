/** When the next delivery of a product is expected, with the version of the stock that said so. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExpectedDeliveries1000000000010 implements MigrationInterface {
  name = 'ExpectedDeliveries1000000000010';

  async up(runner: QueryRunner): Promise<void> {
    // MariaDB keeps what a failed migration has altered.
    if (!(await runner.hasColumn('stock_level', 'expected_on')))
      await runner.query(`alter table stock_level add column expected_on date,
        add column expected_version int not null default 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table stock_level drop column expected_on, drop column expected_version');
  }
}
