/** Variants: products of one group, which differ in their options. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Variants1000000000013 implements MigrationInterface {
  name = 'Variants1000000000013';

  async up(runner: QueryRunner): Promise<void> {
    // MariaDB keeps what a failed migration has altered.
    if (!(await runner.hasColumn('product', 'variant_of')))
      await runner.query(`alter table product
        add column variant_of char(36) character set ascii collate ascii_bin,
        add column options text character set utf8mb4 collate utf8mb4_unicode_ci,
        add index product_by_group (variant_of)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table product drop index product_by_group, drop column variant_of, drop column options');
  }
}
