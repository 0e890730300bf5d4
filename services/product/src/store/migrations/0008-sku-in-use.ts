/** A sku is unique among active products: a retired one frees its sku. One statement, as DDL commits implicitly. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SkuInUse1000000000008 implements MigrationInterface {
  name = 'SkuInUse1000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table product
      add column sku_in_use varchar(50) character set utf8mb4 collate utf8mb4_unicode_ci
        generated always as (case when status = 'active' then sku end) virtual,
      add unique index product_sku_in_use (sku_in_use),
      drop index product_sku,
      add index product_by_sku (sku)`);
  }

  /** Fails if two products share a sku by now. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table product
      add unique index product_sku (sku),
      drop index product_by_sku,
      drop index product_sku_in_use,
      drop column sku_in_use`);
  }
}
