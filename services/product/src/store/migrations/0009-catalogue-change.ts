/**
 * Which products changed: every instance keeps its index of the catalogue current from it (store/indexed-catalogue.ts). The table
 * product_word is no longer used; it stays for instances of the previous release, which run while a shop is updated.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueChange1000000000009 implements MigrationInterface {
  name = 'CatalogueChange1000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table catalogue_change (
      seq bigint not null auto_increment primary key,
      product_id char(36) not null,
      at datetime(6) not null
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalogue_change');
  }
}
