/** Entries about products. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Entries1000000000001 implements MigrationInterface {
  name = 'Entries1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inventory_entry (
        id uuid primary key,
        product_id uuid not null,
        value int not null,
        created_at timestamptz not null
      );
      create index inventory_entry_product on inventory_entry (product_id, id desc)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inventory_entry');
  }
}
