/** Categories. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Category1000000000001 implements MigrationInterface {
  name = 'Category1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table category (
      id char(36) not null primary key,
      slug varchar(100) not null,
      name varchar(100) not null,
      created_at datetime(6) not null,
      unique index category_slug (slug)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table category');
  }
}
