/** The words a product is found by: an index for prefix searches, the same on every database (search-words.ts). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProductWord1000000000003 implements MigrationInterface {
  name = 'ProductWord1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table product_word (
      word varchar(50) character set utf8mb4 collate utf8mb4_bin not null,
      product_id char(36) not null,
      primary key (word, product_id),
      index product_word_product (product_id),
      constraint product_word_product foreign key (product_id) references product (id)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table product_word');
  }
}
