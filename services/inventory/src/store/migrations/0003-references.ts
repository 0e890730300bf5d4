/** Index for the check of duplicate references at every receipt. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class References1000000000003 implements MigrationInterface {
  name = 'References1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index stock_movement_reference on stock_movement (product_id, lower(reference)) where type = 'received'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index stock_movement_reference');
  }
}
