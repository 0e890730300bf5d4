/**
 * Slugs of products: every one that a product has or had, each for one product for ever, and the present one in the product's row.
 * Rows get theirs from a worker (worker/fill-slugs.ts), also those that the release before this one still adds.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProductSlug1000000000011 implements MigrationInterface {
  name = 'ProductSlug1000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table if not exists product_slug (
      slug varchar(100) not null primary key,
      product_id char(36) not null,
      created_at datetime(6) not null,
      index product_slug_of_product (product_id),
      constraint product_slug_product foreign key (product_id) references product (id)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
    // MariaDB keeps what a failed migration has altered. It rebuilds the table beside the old one, as it has an indexed virtual
    // column: readers go on, changes by merchants wait for some seconds at 100,000 products.
    if (!(await runner.hasColumn('product', 'slug')))
      await runner.query(`alter table product
        add column slug varchar(100) character set utf8mb4 collate utf8mb4_unicode_ci null,
        add index product_by_slug (slug)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table product drop index product_by_slug, drop column slug');
    await runner.query('drop table product_slug');
  }
}
