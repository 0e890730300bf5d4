/** Products. One index for each order in which they are listed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Product1000000000002 implements MigrationInterface {
  name = 'Product1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table product (
      id char(36) not null primary key,
      sku varchar(50) not null,
      name varchar(100) not null,
      description text not null,
      price int not null,
      currency char(3) not null,
      category_id char(36) not null,
      brand varchar(100),
      tags text not null,
      images text not null,
      status varchar(10) not null,
      version int not null,
      created_at datetime(6) not null,
      updated_at datetime(6) not null,
      unique index product_sku (sku),
      index product_by_name (status, name, id),
      index product_by_price (status, price, id),
      index product_by_age (status, created_at, id),
      index product_of_category (category_id, status, name, id),
      constraint product_category foreign key (category_id) references category (id)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table product');
  }
}
