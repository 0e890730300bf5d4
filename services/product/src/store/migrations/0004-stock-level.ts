/**
 * The last known stock level of a product. A table of its own: it changes with every sale while products hardly ever do, and
 * the event may arrive before the product.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StockLevel1000000000004 implements MigrationInterface {
  name = 'StockLevel1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table stock_level (
      product_id char(36) not null primary key,
      available int not null,
      availability varchar(20) not null,
      version int not null
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stock_level');
  }
}
